using System.Diagnostics;
using Gateway.Matching.Held;

namespace Gateway.Matching.Snapshot;

/// <summary>Opens the index: from the service's own copy where that is whole and fits, else from the source; and says which, and why.</summary>
internal sealed class OpenChildren(ChildrenFiles files, LoadChildren load, ILogger<OpenChildren> log)
{
    internal const string NoPlace =
        "Gateway:ChildrenSnapshot is not set: every start builds the index of children from its source, and nobody is answered until then (about a minute for twelve million). "
        + "Set it to a file of this process's own, on a disk that outlives it";

    /// <param name="position">Where the store's registrations are.</param>
    /// <returns>The children, and whether they were built from the source.</returns>
    /// <exception cref="InvalidDataException">The source does not read.</exception>
    public (Recognised Children, bool IsBuilt) Run(long position)
    {
        var began = Stopwatch.GetTimestamp();
        var source = files.Pin();
        if (files.Snapshot is null) log.LogWarning(NoPlace);
        switch (files.Snapshot?.Read(source, position, load) ?? new SnapshotReading.NotUsed("no place for one is set"))
        {
            case SnapshotReading.Whole(var children):
                Say(children, "the snapshot", began);
                return (children, false);
            case SnapshotReading.NotUsed(var why):
                log.LogInformation("The snapshot of children is not used: {Why}. The index is built from the source", why);
                break;
        }

        var built = load.FromFile(files.Source);
        Say(built, "the source", began);
        return (built, true);
    }

    private void Say(Recognised children, string from, long began) =>
        log.LogInformation("{Children} children from {From} in {Seconds:0.0} s", children.Count, from, Stopwatch.GetElapsedTime(began).TotalSeconds);
}
