/** What the tests share: generated trees and the programs they are tried with. */
package dev.homelab.it;
