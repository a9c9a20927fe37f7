using System.Collections.Concurrent;
using Gateway.Federation.Calls;

namespace Gateway.Federation.Silence;

/// <summary>When each source was last heard by this process, and since when it failed. To be called off, or not to be asked, says nothing of it.</summary>
public sealed class SourcesHeard(TimeProvider time)
{
    // Failures further apart are no silence: nobody asked in between.
    internal static readonly TimeSpan Apart = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Heard> _sources = new(StringComparer.Ordinal);

    internal IEnumerable<KeyValuePair<string, Heard>> All => _sources;

    internal void Take(string source, Reply reply)
    {
        if (!reply.IsWord && !reply.IsFailure) return;
        _sources.GetOrAdd(source, _ => new Heard()).Take(reply.IsWord, time.GetUtcNow());
    }

    /// <summary>
    /// What came of fetching its list. Any word is a word. A failure is silence only where the source itself has not been heard of late: asked live in the list's place it speaks for itself, and an old list is then a
    /// matter of the list. Where nobody asks it live the list is all that anybody hears of it, and a source that lets it lapse is silent to everybody.
    /// </summary>
    internal void TakeList(string source, Reply? reply)
    {
        if (reply is { IsWord: false, IsFailure: false }) return;
        _sources.GetOrAdd(source, _ => new Heard()).TakeList(reply is { IsWord: true }, time.GetUtcNow());
    }

    /// <summary>Of one source.</summary>
    internal sealed class Heard
    {
        private readonly Lock _turn = new();
        private DateTimeOffset? _word;
        private DateTimeOffset? _first;
        private DateTimeOffset _last;
        private DateTimeOffset? _stored;

        public void Take(bool word, DateTimeOffset now)
        {
            lock (_turn)
            {
                if (word) (_word, _first, _stored) = (now, null, null);
                else (_first, _last) = (_first is null || now - _last > Apart ? now : _first, now);
            }
        }

        public void TakeList(bool word, DateTimeOffset now)
        {
            lock (_turn)
                if (!word && _word is { } heard && now - heard <= Apart && _first is null) return;
            Take(word, now);
        }

        /// <param name="since">Since when it is silent to somebody, as it is stored; null where nothing is stored.</param>
        public (DateTimeOffset? Word, DateTimeOffset? First, DateTimeOffset Last) Look(DateTimeOffset? since)
        {
            lock (_turn)
            {
                // What was stored and is not there any more was heard by another process: only what failed after that counts.
                if (_stored is { } before && since is null) (_first, _stored) = (_last > before ? _last : null, null);
                return (_word, _first, _last);
            }
        }

        public void Stored()
        {
            lock (_turn) _stored = _first is null ? null : _last;
        }
    }
}
