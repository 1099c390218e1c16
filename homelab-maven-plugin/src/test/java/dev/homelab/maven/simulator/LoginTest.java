package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Token;
import dev.homelab.maven.simulator.state.User;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is known, and what the others are told: a status line without a body. */
class LoginTest {

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller =
        Caller.ofLab(Release.V9)
            .change(
                cluster -> {
                  cluster.users().add(new User("old@pve", "", true, 1000, ""));
                  cluster.users().add(new User("off@pve", "", false, 0, ""));
                  cluster.users().add(new User("ann@pve", "sesame", true, 0, ""));
                  cluster.tokens().add(new Token("old@pve", "t", "s", false, 0, ""));
                  cluster.tokens().add(new Token("off@pve", "t", "s", false, 0, ""));
                  cluster.tokens().add(new Token("ann@pve", "late", "s", false, 1000, ""));
                  cluster.tokens().add(new Token("ann@pve", "t", "s=x", false, 0, ""));
                });
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private String version(String token) throws IOException {
    Caller.Reply reply = caller.as(token).get("/version");
    return reply.line() + (reply.status() == 401 ? reply.body() : "");
  }

  @Test
  void eachKindOfStrangerIsToldWhy() throws IOException {
    assertEquals("401 No ticket", version(""));
    assertEquals("401 invalid token value!", version("ann@pve!t=wrong"));
    assertEquals("401 no such token 'x' for user 'ann@pve'", version("ann@pve!x=s"));
    assertEquals("401 no such user ('bob@pve')", version("bob@pve!t=s"));
    assertEquals("401 token expired", version("ann@pve!late=s"));
    assertEquals("401 user 'old@pve' access expired", version("old@pve!t=s"));
    assertEquals("401 user 'off@pve' is disabled", version("off@pve!t=s"));
    assertEquals("401 no token in header", version("nonsense"));
    assertEquals("200 OK", version("ann@pve!t=s=x"));
  }

  @Test
  void whoIsNotKnownDoesNotLearnWhichCallsThereAre() throws IOException {
    assertEquals("401 No ticket", caller.as("").get("/no/such/call").line());
  }

  @Test
  void aPasswordBuysATicket() throws IOException {
    caller.as("");

    Caller.Reply wrong = caller.post("/access/ticket", "username=ann@pve", "password=simsalabim");
    Caller.Reply right = caller.post("/access/ticket", "username=ann@pve", "password=sesame");

    assertEquals("401 authentication failure", wrong.line());
    assertEquals("ann@pve", right.data().get("username").asText());
  }

  @Test
  void aNewTokenShowsItsSecretOnce() throws IOException {
    caller.change(cluster -> cluster.tokens().add(new Token("root@pam", "t", "s", false, 0, "")));
    caller.as("root@pam!t=s");

    Caller.Reply made = caller.post("/access/users/ann@pve/token/ci", "privsep=0");
    String secret = made.data().get("value").asText();

    assertEquals("ann@pve!ci", made.data().get("full-tokenid").asText());
    assertEquals(
        "{\"privsep\":0,\"expire\":0}",
        caller.get("/access/users/ann@pve/token/ci").data().toString());
    assertEquals("200 OK", version("ann@pve!ci=" + secret));
  }

  @Test
  void aTokenMayNotLookAtItselfButWhoMayListUsersSeesIt() throws IOException {
    assertEquals(
        "403 Permission check failed", caller.get("/access/users/homelab@pve/token/iac").line());
    assertEquals(
        "[{\"privsep\":0,\"expire\":0,\"tokenid\":\"iac\"}]",
        caller.get("/access/users?full=1").data().get(1).get("tokens").toString());
  }
}
