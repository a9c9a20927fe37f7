namespace Gateway.Agencies.Loading;

/// <summary>Collects what is wrong with one file, so that all of it is told at once.</summary>
internal sealed class Faults(string file)
{
    private readonly List<string> found = [];

    /// <summary>Where nothing was found the value is made; it is made from whole data only.</summary>
    public Loaded<T> Otherwise<T>(Func<T> make) =>
        found.Count == 0 ? new Loaded<T>.Accepted(make()) : new Loaded<T>.Refused([.. found]);

    public void Add(string what) => found.Add($"{file}: {what}");
}
