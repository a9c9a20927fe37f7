using System.Runtime.InteropServices;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>
/// Gives each entry its place on its subjects' trails. Heads that were read are kept while nobody else moves the log: this
/// writer's own commits are the only ones that change them, and the swap of the log's head proves it.
/// </summary>
internal sealed class SubjectHeads(IndexKeys keys, ILedgerStore store)
{
    private const int Most = 65_536;

    private readonly Dictionary<Subject, SubjectHead> _heads = [];
    private readonly Dictionary<Guid, SubjectHead> _unread = [];
    private readonly List<SubjectHead> _touched = [];
    private ushort _firstEpoch = 1;
    private ushort _epoch;
    private long _batch;

    /// <summary>The heads that the batch in hand moves.</summary>
    public List<SubjectHead> Touched => _touched;

    public ushort Epoch => _epoch;

    /// <summary>What was read belongs to a log as it was.</summary>
    /// <param name="logBegan">UTC milliseconds: no trail of the log is older.</param>
    public void Forget(long logBegan)
    {
        _heads.Clear();
        _firstEpoch = IndexKeys.Epoch(logBegan);
    }

    /// <summary>Begins a batch: whatever heads it needs and does not have are read in one go.</summary>
    public void Begin(ReadOnlySpan<PendingAppend> entries, long timeMilliseconds)
    {
        _batch++;
        _epoch = IndexKeys.Epoch(timeMilliseconds);
        _touched.Clear();
        if (_heads.Count > Most) _heads.Clear();
        foreach (var entry in entries)
            foreach (var section in entry.Sections)
                foreach (var subject in section.Subjects)
                    Know(subject);
        if (_unread.Count > 0) Read();
    }

    /// <summary>The next step on a subject's trail, for the entry at an index.</summary>
    public Trail Next(Subject subject, long index, out Guid token)
    {
        var head = _heads[subject];
        if (head.Batch != _batch) Touch(subject, head);
        token = head.Token;
        var step = new Trail(subject.Kind, _epoch, head.NextOrdinal + 1, head.NextOrdinal == 0 ? null : head.NextLast);
        (head.NextOrdinal, head.NextLast) = (step.Ordinal, index);
        return step;
    }

    /// <summary>The batch in hand is committed.</summary>
    public void Committed()
    {
        foreach (var head in _touched) head.Commit();
    }

    private void Touch(Subject subject, SubjectHead head)
    {
        head.Begin(_batch);
        if (head.Epoch != _epoch) (head.Epoch, head.Token) = (_epoch, keys.Token(subject, _epoch));
        _touched.Add(head);
    }

    private void Know(Subject subject)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(_heads, subject, out var known);
        if (known) return;
        head = new SubjectHead { Epoch = _epoch, Token = keys.Token(subject, _epoch) };
        _unread.Add(head.Token, head);
        // A trail goes on from one epoch to the next under another token.
        for (var earlier = (int)_firstEpoch; earlier < _epoch; earlier++) _unread.Add(keys.Token(subject, (ushort)earlier), head);
    }

    private void Read()
    {
        try
        {
            foreach (var (token, ordinal, last) in store.ReadSubjectHeads([.. _unread.Keys]))
                if (_unread[token] is var head && ordinal > head.Ordinal) (head.Ordinal, head.Last) = (ordinal, last);
        }
        finally
        {
            _unread.Clear();
        }
    }
}
