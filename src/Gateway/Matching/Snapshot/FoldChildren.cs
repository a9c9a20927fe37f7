using Gateway.Matching.Held;
using Gateway.Matching.Registrations;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Snapshot;

/// <summary>
/// Builds the matcher's index anew with everything that changed in its place, while the old one answers: many changes lying over it make
/// look-ups slower. Nobody's place changes. For some minutes both are in memory.
/// </summary>
internal sealed class FoldChildren(ChildrenFiles files, LoadChildren load, FollowRegistrations follow)
{
    /// <returns>Null where not everybody could be read again: then the old one stays.</returns>
    public async Task<ChildrenIndex?> RunAsync(Recognised now, CancellationToken stopping)
    {
        // Another file in the source's place is for the next start.
        if (SourceStamp.Of(files.Source) != now.Source) return null;
        var builder = new ChildrenIndexBuilder(load.Matching.Names, load.Keys);
        var folded = await ChangedAsync(builder, now, stopping);
        return folded == now.Changed.Count && Unchanged(builder, now, stopping) ? builder.Build(now.Index.AsOf) : null;
    }

    private async Task<int> ChangedAsync(ChildrenIndexBuilder builder, Recognised now, CancellationToken stopping)
    {
        // Who changes meanwhile comes again with a later position.
        var done = new HashSet<int>();
        await foreach (var (child, at) in follow.EverybodyAsync(now, stopping))
            if (now.Changed.ContainsKey(at) && done.Add(at)) builder.Add(child.At(at));
        return done.Count;
    }

    private bool Unchanged(ChildrenIndexBuilder builder, Recognised now, CancellationToken stopping)
    {
        var at = 0;
        using var source = new FileStream(files.Source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var (_, _, line) in SourceLines.Of(source))
        {
            stopping.ThrowIfCancellationRequested();
            if (!now.Changed.ContainsKey(at))
            {
                if (at >= now.Held.Count || LoadChildren.Read(line) is not { } child || child.Number != now.Held.Row(at).Number) return false;
                builder.Add(child.At(at));
            }

            at++;
        }

        return at == now.Held.Count;
    }
}
