package dev.homelab.maven.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.testing.LabFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Assignments}, and for what no message may repeat. */
class AssignmentsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db_password",
        "dbPassword",
        "DB_PASSWORD",
        "spring.datasource.password",
        "api-key",
        "AWS_SECRET_ACCESS_KEY",
        "clientSecret",
        "proxmox_token"
      })
  void namesOfSecrets(String name) {
    assertTrue(Assignments.namesSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordSecret",
        "existingSecret",
        "passwordKey",
        "secretName",
        "token_file",
        "tokenTtl",
        "password_length",
        "public_key",
        "ssh_private_key_file",
        "monkey",
        "compass",
        "bypass",
        "_",
        "..."
      })
  void namesOfOtherThings(String name) {
    assertFalse(Assignments.namesSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: hunter2",
        "password:    'hunter2' # set",
        "password = \"correct horse battery staple\"",
        "- password: 12345678",
        "{\"password\": \"hunter2\"}",
        "auth: {user: me, password: hunter2}",
        "export DB_PASSWORD=hunter2",
        "# password = \"hunter2\"",
        "mysql --password=hunter2 lab"
      })
  void literalsInYaml(String line) {
    LabFolder lab = new LabFolder(folder).write("docs/x.yaml", line + "\n");

    String findings = lab.printed(new SecretsCheck());

    assertTrue(findings.contains("is set to a literal secret"), findings);
    assertFalse(findings.contains("hunter"), findings);
    assertFalse(findings.contains("correct"), findings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password:",
        "password: \"\"",
        "password: ~",
        "password: null",
        "password: ${DB_PASSWORD}",
        "password: {{ .Values.password }}",
        "password: <your password>",
        "password: CHANGEME",
        "password: *shared",
        "password: |",
        "password: xxxxxxxx",
        "password: ****",
        "password: /run/secrets/db",
        "password: ENC[AES256_GCM,data:x]",
        "password: !vault db",
        "# The password: ask your administrator for it",
        "# token: the second half of what Proxmox shows",
        "key: password",
        "id-token: write",
        "secretKey: ca",
        "signing_key:name/of-a-key1",
        "run: const token = await getToken('x1234567');",
        "run: '[[ $x == pass && \"$last_pass\" == true1 ]]'",
        "automountServiceAccountToken: false"
      })
  void noLiteralsInYaml(String line) {
    LabFolder lab = new LabFolder(folder).write("docs/x.yaml", line + "\n");

    assertEquals("", lab.printed(new SecretsCheck()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = var.db_password",
        "password = random_password.db.result",
        "password = env(\"DB_PASSWORD\")",
        "password = file(\"${path.module}/pw\")",
        "variable \"db_password\" {\n  description = \"Password of the database.\"\n  type = string\n"
            + "  sensitive = true\n}",
        "variable \"db_password\" {\n  default = \"\"\n}",
        "variable \"name\" {\n  default = \"hunter2\"\n}",
        "token = optional(string)"
      })
  void noLiteralsInHcl(String text) {
    LabFolder lab = new LabFolder(folder).write("docs/x.tf", text + "\n");

    assertEquals("", lab.printed(new SecretsCheck()));
  }

  @Test
  void theDefaultOfAVariableOfHcl() {
    LabFolder lab =
        new LabFolder(folder)
            .write("docs/x.tf", "variable \"db_password\" {\n  default = \"hunter2\"\n}\n");

    assertEquals(
        """
        docs/x.tf:2:13  'db_password' is set to a literal secret
          fix: take it from the environment, settings.xml or a Kubernetes secret, and change it: git has seen it""",
        lab.printed(new SecretsCheck()));
  }

  @Test
  void aKeyIsFoundInWhateverEncoding() {
    String key = "über\n-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5IGF0IGFsbCE=\n";
    String expected =
        "docs/x.txt:2:1  holds a private key\n  fix: take it out of the repository and make a new"
            + " pair: what git has seen cannot be called back";

    for (var encoding :
        java.util.List.of(
            StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
      LabFolder lab = new LabFolder(folder).write("docs/x.txt", key.getBytes(encoding));
      assertEquals(expected, lab.printed(new SecretsCheck()), encoding.name());
    }
  }

  /** Each of these took minutes with one careless pattern or another. */
  @ParameterizedTest
  @ValueSource(
      strings = {"eyJaaaaaaaaaaaa.", "://a:b", "token= ", "password=\"", "a.", "x!y=", "gh"})
  void aLineOf4MebibytesTakesSeconds(String unit) {
    LabFolder lab =
        new LabFolder(folder).write("docs/x.yaml", unit.repeat((4 << 20) / unit.length()));

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> lab.ask(new SecretsCheck()));
  }

  @Test
  void aDumpOfSecretsIsToldFiftyTimesAndNoMore() {
    LabFolder lab = new LabFolder(folder).write("docs/x.yaml", "password: hunter2\n".repeat(1000));

    assertEquals(50, lab.ask(new SecretsCheck()).findings().size());
  }
}
