using System.Collections.Frozen;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching;

/// <summary>Present names and present postcodes, by place. Texts are kept once each; where whereabouts are protected no postcode is.</summary>
internal sealed class HeldNames(string[] given, string[] family, ulong[] postcodes, FrozenSet<long> canaries)
{
    public FrozenSet<long> Canaries => canaries;

    public string Given(int at) => given[at];

    public string Family(int at) => family[at];

    public bool IsPostcode(int at, string typed) => PostcodeReading.Read(typed) is { IsBlank: false } read && postcodes[at] == read.Unit;
}
