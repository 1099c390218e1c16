package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.http.Request;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Identity;
import dev.homelab.maven.simulator.state.Token;
import dev.homelab.maven.simulator.state.User;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who asks: by a token, or by a ticket that a password has bought. */
final class Login {

  private static final Pattern TOKEN =
      Pattern.compile("PVEAPIToken=([^!\\s]+@[^!\\s]+)!([^=\\s]+)=(.*)");
  private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)PVEAuthCookie=([^;]+)");

  private final World world;
  private final Map<String, String> tickets = new ConcurrentHashMap<>();

  Login(World world) {
    this.world = world;
  }

  Identity identity(Request request) throws Refusal {
    if (request.authorization().isPresent()
        && request.authorization().get().startsWith("PVEAPIToken")) {
      return byToken(request.authorization().get());
    }
    Matcher cookie = COOKIE.matcher(request.cookie().orElse(""));
    if (!cookie.find()) {
      throw Refusal.unauthorized("No ticket");
    }
    String ticket = URLDecoder.decode(cookie.group(1), StandardCharsets.UTF_8);
    String user = tickets.get(ticket);
    if (user == null) {
      throw Refusal.unauthorized("permission denied - invalid PVE ticket");
    }
    enabled(user);
    boolean changes = !request.method().equals("GET");
    if (changes && !request.csrf().equals(Optional.of(csrf(ticket)))) {
      throw Refusal.unauthorized("Permission denied - invalid csrf token");
    }
    return Identity.of(user);
  }

  private Identity byToken(String header) throws Refusal {
    Matcher matcher = TOKEN.matcher(header);
    if (!matcher.matches()) {
      throw Refusal.unauthorized("no token in header");
    }
    String user = matcher.group(1);
    String name = matcher.group(2);
    enabled(user);
    Cluster cluster = world.cluster();
    Token token =
        cluster
            .token(user + "!" + name)
            .orElseThrow(
                () -> Refusal.unauthorized("no such token '" + name + "' for user '" + user + "'"));
    if (token.expire() > 0 && token.expire() < world.nowSeconds()) {
      throw Refusal.unauthorized("token expired");
    }
    if (!same(token.secret(), matcher.group(3))) {
      throw Refusal.unauthorized("invalid token value!");
    }
    return new Identity(user, Optional.of(name));
  }

  private User enabled(String id) throws Refusal {
    User user =
        world
            .cluster()
            .user(id)
            .orElseThrow(() -> Refusal.unauthorized("no such user ('" + id + "')"));
    if (!user.enabled()) {
      throw Refusal.unauthorized("user '" + id + "' is disabled");
    }
    if (user.expire() > 0 && user.expire() < world.nowSeconds()) {
      throw Refusal.unauthorized("user '" + id + "' access expired");
    }
    return user;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code POST /access/ticket}, the one call that nobody has to be known for. */
  Map<String, Object> ticket(Map<String, String> parameters) throws Refusal {
    String name = parameters.getOrDefault("username", "");
    String user = name.contains("@") ? name : name + "@" + parameters.getOrDefault("realm", "pam");
    Optional<User> found = world.cluster().user(user);
    String password = parameters.getOrDefault("password", "");
    boolean known =
        found.isPresent()
            && found.get().enabled()
            && (!found.get().password().isEmpty() && same(found.get().password(), password)
                || user.equals(tickets.get(password)));
    if (!known) {
      throw Refusal.unauthorized("authentication failure");
    }
    String ticket = String.format("PVE:%s:%08X::%s", user, world.nowSeconds(), UUID.randomUUID());
    tickets.put(ticket, user);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("username", user);
    answer.put("ticket", ticket);
    answer.put("CSRFPreventionToken", csrf(ticket));
    answer.put("cap", Map.of());
    return answer;
  }

  private static String csrf(String ticket) {
    return UUID.nameUUIDFromBytes(ticket.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
