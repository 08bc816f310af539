/** The journal and the state repository in DynamoDB. */
@NullMarked
package dev.drover.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
