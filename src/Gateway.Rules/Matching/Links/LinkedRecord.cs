namespace Gateway.Rules.Matching.Links;

/// <summary>One agency's record as it is linked: what the nightly checks compare. Numbers and names stand as digests.</summary>
/// <param name="Link">Which link it is.</param>
/// <param name="Child">The child, after redirects.</param>
/// <param name="Authority">Who gave out the number.</param>
/// <param name="Number">A digest of the number.</param>
/// <param name="Status">Where the link stands; the checks look at those that resolve.</param>
/// <param name="Born">The date of birth as that agency has it; null where it sent none.</param>
/// <param name="Sex">F, M or X as that agency has it; null where it sent none.</param>
/// <param name="Given">A digest of how the first given name sounds; null where it sent none.</param>
public sealed record LinkedRecord(
    Guid Link, ChildKey Child, string Authority, string Number, LinkStatus Status, DateOnly? Born = null, char? Sex = null, string? Given = null);
