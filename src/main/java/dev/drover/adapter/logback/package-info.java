/** Lines of the log as Elastic Common Schema, by Logback. */
@NullMarked
package dev.drover.adapter.logback;

import org.jspecify.annotations.NullMarked;
