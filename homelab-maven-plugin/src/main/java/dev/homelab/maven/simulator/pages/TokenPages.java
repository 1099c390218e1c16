package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tokens: keys to the API that belong to a user. */
final class TokenPages implements Pages {

  private static final String TOKENS = "/access/users/{userid}/token";
  private static final String TOKEN = TOKENS + "/{tokenid}";

  @Override
  public void addTo(Router router) {
    router.on("GET " + TOKENS, TokenPages::list);
    router.on("GET " + TOKEN, TokenPages::one);
    router.on("POST " + TOKEN, "comment expire privsep", TokenPages::create);
    router.on("PUT " + TOKEN, "comment expire privsep delete", TokenPages::change);
    router.on("DELETE " + TOKEN, TokenPages::delete);
  }

  static List<Map<String, Object>> rows(Call call, String user) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Token token : call.cluster().tokens()) {
      if (token.user().equals(user)) {
        Map<String, Object> row = facts(token);
        row.put("tokenid", token.name());
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> facts(Token token) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("privsep", token.privsep() ? 1 : 0);
    row.put("expire", token.expire());
    if (!token.comment().isEmpty()) {
      row.put("comment", token.comment());
    }
    return row;
  }

  /** For the user, logged in as such, and for who may change users; a token is neither. */
  private static void check(Call call) throws Refusal {
    boolean self = call.variable("userid").equals(call.identity().id());
    if (!self && !call.may("/access/groups", "User.Modify")) {
      throw Refusal.forbidden("");
    }
  }

  private static List<Map<String, Object>> list(Call call) throws Refusal {
    check(call);
    return rows(call, call.variable("userid"));
  }

  private static Map<String, Object> one(Call call) throws Refusal {
    check(call);
    return facts(existing(call));
  }

  private static Token existing(Call call) throws Refusal {
    String name = call.variable("tokenid");
    String user = call.variable("userid");
    return call.cluster()
        .token(user + "!" + name)
        .orElseThrow(() -> Refusal.failed("no such token '" + name + "' for user '" + user + "'"));
  }

  private static Map<String, Object> create(Call call) throws Refusal {
    check(call);
    String user = call.variable("userid");
    String name = call.variable("tokenid");
    if (call.cluster().user(user).isEmpty()) {
      throw Refusal.failed("no such user ('" + user + "')");
    }
    if (!name.matches("[A-Za-z][A-Za-z0-9._-]+")) {
      throw Refusal.invalid("tokenid", "value does not match the regex pattern");
    }
    if (call.cluster().token(user + "!" + name).isPresent()) {
      throw Refusal.invalid("tokenid", "Token already exists.");
    }
    boolean privsep = !call.parameters().containsKey("privsep") || call.flag("privsep");
    Token token =
        new Token(
            user,
            name,
            UUID.randomUUID().toString(),
            privsep,
            call.number("expire").orElse(0),
            call.parameter("comment").orElse(""));
    call.cluster().tokens().add(token);
    return secret(token);
  }

  private static Map<String, Object> secret(Token token) {
    Map<String, Object> info = facts(token);
    // Texts here, of all places.
    info.put("privsep", token.privsep() ? "1" : "0");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("full-tokenid", token.id());
    answer.put("info", info);
    answer.put("value", token.secret());
    return answer;
  }

  private static Map<String, Object> change(Call call) throws Refusal {
    check(call);
    Token old = existing(call);
    Token token =
        new Token(
            old.user(),
            old.name(),
            old.secret(),
            call.parameters().containsKey("privsep") ? call.flag("privsep") : old.privsep(),
            call.number("expire").map(Integer::longValue).orElse(old.expire()),
            call.parameter("comment").orElse(old.comment()));
    call.cluster().tokens().remove(old);
    call.cluster().tokens().add(token);
    return facts(token);
  }

  private static Object delete(Call call) throws Refusal {
    check(call);
    Token token = existing(call);
    call.cluster().tokens().remove(token);
    call.cluster().acl().removeIf(entry -> entry.subject().equals(token.id()));
    return null;
  }
}
