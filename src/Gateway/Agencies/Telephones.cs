using System.Collections.Frozen;

namespace Gateway.Agencies;

/// <summary>Whom to ring, by day and out of hours. No out-of-hours line: the duty line is staffed day and night.</summary>
public sealed record Telephones(DutyLine Duty, TelephoneLine? OutOfHours);

/// <summary>A line that is staffed on some days between two times, or always.</summary>
public sealed record DutyLine(TelephoneLine Line, StaffedHours? Hours);

public sealed record StaffedHours(FrozenSet<DayOfWeek> Days, TimeOnly From, TimeOnly To);

public sealed record TelephoneLine(string Name, string Number);
