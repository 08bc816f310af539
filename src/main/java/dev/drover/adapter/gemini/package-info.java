/** Models of the Gemini API, through Google's own library. */
@NullMarked
package dev.drover.adapter.gemini;

import org.jspecify.annotations.NullMarked;
