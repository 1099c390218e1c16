package dev.homelab.it.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import java.lang.reflect.RecordComponent;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;

/**
 * A tree as text, without what a formatter may change: places, parentheses that only join lines,
 * the braces around a value that is a string by itself, and the old ways to write the type of a
 * variable.
 */
final class Meaning {
  private static final Set<String> PLACES = Set.of("start", "end", "nameEnd", "typeEnd");

  private Meaning() {}

  static String of(Body body) {
    StringBuilder out = new StringBuilder();
    append(out, body, null);
    return out.toString();
  }

  private static void append(StringBuilder out, Object node, Block around) {
    if (node instanceof Expression.Parentheses parentheses) {
      append(out, parentheses.inner(), around);
    } else if (node instanceof Expression.Template template && template.isWrapper()) {
      append(out, ((Expression.Interpolation) template.parts().get(0)).value(), around);
    } else if (node instanceof Attribute attribute
        && attribute.name().equals("type")
        && around != null
        && around.type().equals("variable")) {
      out.append("type;");
    } else if (node instanceof List<?> list) {
      out.append('[');
      list.forEach(
          item -> {
            append(out, item, around);
            out.append(',');
          });
      out.append(']');
    } else if (node instanceof Record record) {
      out.append(record.getClass().getSimpleName()).append('(');
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (!PLACES.contains(component.getName())) {
          append(out, get(record, component), record instanceof Block block ? block : around);
          out.append(';');
        }
      }
      out.append(')');
    } else if (node instanceof String text) {
      out.append('"').append(Normalizer.normalize(text, Normalizer.Form.NFC)).append('"');
    } else {
      out.append(node);
    }
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
