/** What tests stand on: folders to write in, fakes. May touch everything; nothing else may. */
package dev.homelab.maven.testing;
