package dev.drover.adapter.rocksdb;

import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;

/** The options of the database, chosen for small time-ordered writes on few cores; and who must close them. */
final class Tuning implements AutoCloseable {
    private static final long MB = 1 << 20;

    private final Cache blocks = new LRUCache(64 * MB);
    private final BloomFilter bloom = new BloomFilter(10, false);
    final DBOptions database = new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            // A record that a crash cut off at the end of the log was not acknowledged; any other damage is told.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            // One thread writes, so neither pipelined nor concurrent nor unordered writes have anything to win.
            .setAllowConcurrentMemtableWrite(false)
            .setEnableWriteThreadAdaptiveYield(false)
            // Opening must not need the space of a whole table: it is done when a disk was full, too.
            .setAvoidFlushDuringRecovery(true)
            .setMaxTotalWalSize(512 * MB)
            .setMaxBackgroundJobs(2)
            .setBytesPerSync(MB)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(4)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
    final ColumnFamilyOptions family = hinted().setWriteBufferSize(64 * MB)
            .setMaxWriteBufferNumber(3)
            .setLevel0FileNumCompactionTrigger(8)
            .setMaxBytesForLevelBase(512 * MB)
            .setLevelCompactionDynamicLevelBytes(false)
            // What is young is written again soon: compressing it costs more than it saves.
            .setCompressionPerLevel(List.of(
                    CompressionType.NO_COMPRESSION,
                    CompressionType.NO_COMPRESSION,
                    CompressionType.NO_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION))
            .setTableFormatConfig(new BlockBasedTableConfig()
                    .setBlockCache(blocks)
                    .setFilterPolicy(bloom)
                    .setFormatVersion(5)
                    .setBlockSize(8 * 1024));

    /** @param direct whether tables are written past the cache of the operating system */
    Tuning(boolean direct) {
        database.setUseDirectIoForFlushAndCompaction(direct);
    }

    /** A key goes next to the last one of its kind, so its place is looked for from there; only by name can that be set. */
    private static ColumnFamilyOptions hinted() {
        Properties options = new Properties();
        options.setProperty("memtable_insert_with_hint_prefix_extractor", "rocksdb.FixedPrefix.1");
        return Objects.requireNonNull(ColumnFamilyOptions.getColumnFamilyOptionsFromProps(options));
    }

    @Override
    public void close() {
        database.close();
        family.close();
        bloom.close();
        blocks.close();
    }
}
