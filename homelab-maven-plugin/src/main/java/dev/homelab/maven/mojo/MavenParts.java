package dev.homelab.maven.mojo;

import org.apache.maven.execution.MavenSession;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/**
 * Parts of Maven, asked of it when they are needed.
 *
 * <p>Annotations do not do: Maven 3.8 does not see them in classes that are compiled for Java 17,
 * and newer ones complain of those that they see. Nor does Plexus' Contextualizable, of which Maven
 * 3.10 complains too.
 */
final class MavenParts {

  private final MavenSession session;

  MavenParts(MavenSession session) {
    this.session = session;
  }

  @SuppressWarnings("deprecation") // in Maven 4, whose sessions have no container any more
  <T> T get(Class<T> type) {
    PlexusContainer container = session.getContainer();
    try {
      return container == null ? type.cast(ofMaven4(type)) : container.lookup(type);
    } catch (ComponentLookupException | ReflectiveOperationException e) {
      throw new IllegalStateException("this Maven has no " + type.getName(), e);
    }
  }

  /** {@code session.getSession().getService(Lookup.class).lookup(type)}, which Maven 3 lacks. */
  private Object ofMaven4(Class<?> type) throws ReflectiveOperationException {
    Object api = MavenSession.class.getMethod("getSession").invoke(session);
    ClassLoader loader = api.getClass().getClassLoader();
    Class<?> apiType = Class.forName("org.apache.maven.api.Session", true, loader);
    Class<?> lookupType = Class.forName("org.apache.maven.api.services.Lookup", true, loader);
    Object lookup = apiType.getMethod("getService", Class.class).invoke(api, lookupType);
    return lookupType.getMethod("lookup", Class.class).invoke(lookup, type);
  }
}
