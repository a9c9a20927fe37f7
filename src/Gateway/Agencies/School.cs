using Gateway.Rules.Calendars;

namespace Gateway.Agencies;

/// <summary>A school of the register.</summary>
/// <param name="Urn">Its number in the national list, by which an officer names it.</param>
/// <param name="Days">Its own days; none where nobody gave them.</param>
/// <param name="Head">Who is told of an allegation about a member of staff.</param>
/// <param name="Chair">Who is told in place of the head where it is about the head.</param>
public sealed record School(string Urn, SchoolDays? Days, NamedPerson? Head, NamedPerson? Chair);

/// <summary>Somebody of an agency by the subject of their token, and as they are called.</summary>
public sealed record NamedPerson(string Subject, string Name);
