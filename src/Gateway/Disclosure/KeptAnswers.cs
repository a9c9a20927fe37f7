namespace Gateway.Disclosure;

/// <summary>
/// The bytes of answers, for as long as a retry gets them. They lie in large blocks that are taken once and used again, so that
/// the collector never moves a minute's answers about: that held up every check in the air. A block is wiped when the time of its
/// last answer is over. At the limit the oldest block is let go early, and its questions are then told that they were answered.
/// </summary>
internal sealed class KeptAnswers(int mostBlocks = KeptAnswers.MostBlocks)
{
    public const int BlockLength = 1024 * 1024;

    /// <summary>256 MB: a minute of nearly a thousand checks a second.</summary>
    public const int MostBlocks = 256;

    private const int MostSpare = 16;

    private readonly Lock _lock = new();
    private readonly Queue<Block> _blocks = new();
    private readonly Stack<byte[]> _spare = new();
    private Block? _last;

    public Kept Keep(Reply reply, DateTimeOffset until)
    {
        var length = reply.Release.Length;
        lock (_lock)
        {
            if (_last is null || _last.Room < length) Begin(length);
            var offset = _last!.Take(length, until);
            foreach (var part in reply.Release.Parts)
            {
                part.CopyTo(_last.Bytes.AsMemory(offset));
                offset += part.Length;
            }

            return new Kept(reply with { Release = new Release(reply.Release.Receipt) }, _last, offset - length, length);
        }
    }

    /// <summary>The same reply again, or null where its bytes were let go.</summary>
    public Reply? Read(Kept kept)
    {
        lock (_lock)
        {
            if (kept.Block.IsGone) return null;
            var bytes = kept.Block.Bytes.AsSpan(kept.Offset, kept.Length).ToArray();
            return kept.Reply with { Release = new Release(kept.Reply.Release.Receipt, bytes) };
        }
    }

    public void Sweep(DateTimeOffset now)
    {
        lock (_lock)
            while (_blocks.TryPeek(out var oldest) && oldest.Until <= now) LetGo();
    }

    private void Begin(int length)
    {
        if (_blocks.Count >= mostBlocks) LetGo();
        var bytes = length > BlockLength ? new byte[length] : _spare.TryPop(out var spare) ? spare : new byte[BlockLength];
        _blocks.Enqueue(_last = new Block(bytes));
    }

    private void LetGo()
    {
        var block = _blocks.Dequeue();
        if (ReferenceEquals(block, _last)) _last = null;
        block.Wipe();
        if (block.Bytes.Length == BlockLength && _spare.Count < MostSpare) _spare.Push(block.Bytes);
    }

    internal sealed class Block(byte[] bytes)
    {
        private int _used;

        public byte[] Bytes { get; } = bytes;

        public int Room => Bytes.Length - _used;

        public DateTimeOffset Until { get; private set; }

        public bool IsGone { get; private set; }

        public int Take(int length, DateTimeOffset until)
        {
            var offset = _used;
            _used += length;
            if (until > Until) Until = until;
            return offset;
        }

        public void Wipe()
        {
            Bytes.AsSpan(0, _used).Clear();
            IsGone = true;
        }
    }

    /// <summary>Where a reply's bytes lie.</summary>
    internal sealed record Kept(Reply Reply, Block Block, int Offset, int Length);
}
