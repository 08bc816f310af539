/** The embedded store: tasks and small values in one RocksDB database that this process alone has open. */
@NullMarked
package dev.drover.adapter.rocksdb;

import org.jspecify.annotations.NullMarked;
