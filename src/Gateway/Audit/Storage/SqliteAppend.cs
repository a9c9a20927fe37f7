using System.Runtime.InteropServices;
using Gateway.Audit.Writing;
using Gateway.Hosting;
using SQLitePCL;

namespace Gateway.Audit.Storage;

/// <summary>The writer's transaction: head, entries, sealed sections, COMMIT.</summary>
internal sealed class SqliteAppend(sqlite3 database, int log) : IDisposable
{
    private readonly sqlite3 _database = database;
    private readonly SqliteStatement _begin = new(database, "begin immediate");
    private readonly SqliteStatement _commit = new(database, "commit");
    private readonly SqliteStatement _rollback = new(database, "rollback");
    private readonly SqliteStatement _head = new(database, SqliteSchema.MoveHead(log));
    private readonly SqliteStatement _entry = new(database, SqliteSchema.InsertEntry(log));
    private readonly SqliteStatement _sealed = new(database, SqliteSchema.InsertSealed(log));
    private readonly SqliteStatement _subject = new(database, SqliteSchema.InsertSubject(log));
    private readonly SqliteStatement _subjectHead = new(database, SqliteSchema.MoveSubject(log));
    private readonly SqliteStatement _readSubject = new(database, SqliteSchema.SubjectHead);

    /// <param name="batch">What to write.</param>
    /// <param name="first">What must be done before it in the same transaction; false undoes all.</param>
    public CommitOutcome Commit(LedgerBatch batch, Func<bool>? first = null)
    {
        Expect(_begin.Run());
        if (first?.Invoke() == false) return RolledBack(CommitOutcome.HeadMoved);
        if (!MoveHead(batch)) return RolledBack(CommitOutcome.HeadMoved);
        if (!InsertEntries(batch) || !InsertSealed(batch) || !InsertSubjects(batch) || !MoveSubjects(batch)) return RolledBack(CommitOutcome.EntryRefused);
        CrashPoint.RowsInserted.Reached();
        Expect(_commit.Run());
        return CommitOutcome.Committed;
    }

    public List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens)
    {
        var heads = new List<StoredSubjectHead>();
        foreach (var token in tokens)
        {
            if (_readSubject.Bind(token).Read()) heads.Add(new StoredSubjectHead(token, _readSubject.Integer(0), _readSubject.Integer(1)));
            _readSubject.Reset();
        }

        return heads;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _head, _entry, _sealed, _subject, _subjectHead, _readSubject }) statement.Dispose();
    }

    private bool MoveHead(LedgerBatch batch)
    {
        Expect(_head
            .Bind(batch.Size).Bind(batch.Root).Bind(batch.Frontier).Bind(batch.TimeMilliseconds)
            .Bind(batch.ExpectedSize).Bind(batch.ExpectedRoot).Bind(batch.Epoch)
            .Run());
        return raw.sqlite3_changes(_database) == 1;
    }

    private bool InsertEntries(LedgerBatch batch)
    {
        var leaves = CollectionsMarshal.AsSpan(batch.Leaves);
        var hashes = CollectionsMarshal.AsSpan(batch.LeafHashes);
        for (var i = 0; i < leaves.Length; i++)
        {
            var row = _entry.Bind(batch.Indexes[i]).Bind(batch.EntryIds[i]).Bind(batch.InteractionIds[i]).Bind((long)batch.Types[i]);
            if (!Taken(row.Bind(batch.TimeMilliseconds).Bind(leaves[i].Span).Bind(hashes[i].Span).Run())) return false;
        }

        return true;
    }

    private bool InsertSealed(LedgerBatch batch)
    {
        var bytes = CollectionsMarshal.AsSpan(batch.SealedBytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!Taken(_sealed.Bind(batch.SealedIndexes[i]).Bind((long)batch.SealedNumbers[i]).Bind(bytes[i].Span).Run())) return false;
        }

        return true;
    }

    private bool InsertSubjects(LedgerBatch batch)
    {
        for (var i = 0; i < batch.SubjectTokens.Count; i++)
        {
            if (!Taken(_subject.Bind(batch.SubjectTokens[i]).Bind(batch.SubjectIndexes[i]).Bind((long)batch.IndexEpoch).Run())) return false;
        }

        return true;
    }

    private bool MoveSubjects(LedgerBatch batch)
    {
        for (var i = 0; i < batch.HeadTokens.Count; i++)
        {
            var row = _subjectHead.Bind(batch.HeadTokens[i]).Bind((long)batch.IndexEpoch);
            if (!Taken(row.Bind(batch.HeadOrdinals[i]).Bind(batch.HeadLasts[i]).Run())) return false;
        }

        return true;
    }

    private static bool Taken(int code)
    {
        if (SqliteFault.IsOfTheRow(code)) return false;
        Expect(code);
        return true;
    }

    private CommitOutcome RolledBack(CommitOutcome outcome)
    {
        Expect(_rollback.Run());
        return outcome;
    }

    private static void Expect(int code)
    {
        if (code != raw.SQLITE_DONE) throw SqliteFault.From(code);
    }
}
