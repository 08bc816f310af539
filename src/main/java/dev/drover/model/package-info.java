/** Language models: what they are asked, what they answer, and what that costs. */
@NullMarked
package dev.drover.model;

import org.jspecify.annotations.NullMarked;
