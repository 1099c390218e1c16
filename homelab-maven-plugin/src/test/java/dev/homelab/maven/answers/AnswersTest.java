package dev.homelab.maven.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {

  @TempDir Path folder;

  @Test
  void knowsWhereEachKeyAndValueStands() throws IOException {
    Answers answers = answers("# a comment\n\n  bridge =  vmbr0\n");

    assertEquals(new Answer("bridge", "vmbr0", 3, 3, 13), answers.get("bridge").orElseThrow());
  }

  @Test
  void readsWhatJavaReads() throws IOException {
    String text = "a = b c\nd=e=f\n# x = y\n\ng =\nurl = https://h:8006/api2/json\n";
    Properties java = new Properties();
    java.load(new java.io.StringReader(text));

    Answers answers = answers(text);

    assertEquals(
        java,
        answers.all().stream()
            .collect(Collectors.toMap(Answer::key, Answer::value, (x, y) -> x, Properties::new)));
  }

  @Test
  void givesNoValueWhereAMarkerOrNothingStands() throws IOException {
    Answers answers = answers("proxmox_node = CHANGEME\nstorage =\nbridge = vmbr1\n");

    assertEquals(Optional.empty(), answers.value("proxmox_node"));
    assertEquals(Optional.empty(), answers.value("storage"));
    assertEquals(Optional.of("vmbr1"), answers.value("bridge"));
  }

  @Test
  void takesTheDefaultEnvironmentWhenNoneIsGiven() throws IOException {
    assertEquals("k3s-single", answers("bridge = vmbr0\n").environment());
    assertEquals("k3s-single", answers("environment = CHANGEME\n").environment());
    assertEquals("east", answers("environment = east\n").environment());
  }

  @Test
  void everyDefaultIsAValidAnswer() {
    for (Question question : Question.ALL) {
      question
          .standard()
          .ifPresent(
              standard ->
                  assertEquals(Optional.empty(), question.kind().judge(standard), question.key()));
    }
  }

  @Test
  void atMostNineQuestionsHaveNoDefault() {
    List<String> asked =
        Question.ALL.stream().filter(q -> q.standard().isEmpty()).map(Question::key).toList();

    assertEquals(List.of("proxmox_url", "proxmox_node", "ssh_public_key", "git_repo_url"), asked);
  }

  @Test
  void survivesFilesThatAreNoAnswersAtAll() throws IOException {
    for (String text : List.of("", "\n\n", "\ufeff", "====\n", "=\n", "a\n".repeat(50_000), "\0")) {
      Answers answers = answers(text);

      assertTrue(answers.present());
      assertFalse(AnswerRules.judge(answers).isEmpty());
    }
  }

  @Test
  void neverRepeatsAPrivateKey() throws IOException {
    Answers answers = answers("ssh_public_key = -----BEGIN OPENSSH PRIVATE KEY----- c2VjcmV0\n");

    String told =
        AnswerRules.judge(answers).stream().map(Finding::toString).collect(Collectors.joining());

    assertFalse(told.contains("c2VjcmV0"), told);
  }

  private Answers answers(String text) throws IOException {
    Files.writeString(folder.resolve(Answers.FILE), text);
    return Answers.of(Tree.scan(folder));
  }
}
