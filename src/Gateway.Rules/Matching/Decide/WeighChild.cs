using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>Weighs one held child, all of the child's versions, against a question.</summary>
internal sealed class WeighChild
{
    private readonly MatchingParameters _parameters;
    private readonly WeighNames _names;
    private readonly int _unit;

    public WeighChild(IndexState state, MatchingParameters parameters, Asked asked)
    {
        (_parameters, Asked) = (parameters, asked);
        Names = new AskedNames(asked.Given, asked.Surname, new NameWorth(state, parameters));
        _names = new WeighNames(Names, parameters);
        Births = new WeighBirth(state, parameters.Birth, asked);
        Prior = Bits.Ratio(1, Math.Max(parameters.Population, state.Children));
        Unplaced = Math.Max(parameters.Limits.Total, parameters.Limits.TotalUnplaced + Bits.Ratio(Math.Clamp(state.Children, 1, parameters.Population), parameters.Population));
        _unit = Unit(state);
    }

    public Asked Asked { get; }

    public AskedNames Names { get; }

    public WeighBirth Births { get; }

    /// <summary>What one child among so many starts with.</summary>
    public int Prior { get; }

    /// <summary>What a child needs where neither a place nor a number agrees: chance finds a namesake the oftener, the more are held.</summary>
    public int Unplaced { get; }

    /// <summary>The most that a place can be worth here.</summary>
    public int BestPlace => Asked.Place.IsBlank ? 0 : _unit;

    public int HouseholdMost => _parameters.Other.HouseholdMost;

    /// <summary>The most that names and place can come to beside a date of birth and no number.</summary>
    public int Ceiling => Names.Given.Best + Math.Min(_parameters.Other.HouseholdMost, Names.Surname.Best + BestPlace) + Math.Max(0, _parameters.Other.SexSame);

    public Weighed Of(in Scope scope, int row, NumberHits numbers)
    {
        var child = scope.Segment.Child(row);
        var ordinal = scope.Segment.Ordinal(row);
        var names = BestNames(scope, child);
        var place = BestPlaceOf(scope, child);
        var born = scope.Segment.Born(child[0]);
        var (birth, sex, number) = (Births.Level(born), Sex(child[0].Sexes), numbers.Level(ordinal));
        var person = Births.Bits(birth, born) + names.Given.Bits + SexBits(sex) + NumberBits(number);
        var household = Math.Min(_parameters.Other.HouseholdMost, names.Surname.Bits + PlaceBits(place));
        return new Weighed(scope.Segment, row, ordinal, person, household, Prior + person + household)
        {
            Given = names.Given.Level,
            Surname = names.Surname.Level,
            IsCrosswise = names.IsCrosswise,
            Birth = birth,
            Place = place,
            Number = number,
            Sex = sex,
            IsRestricted = scope.IsApart,
            Contradicts = numbers.AreOfAnother(ordinal) || (numbers.HasNhsNumber && (child[0].Marks & RowMarks.HasNhsNumber) != 0 && !numbers.HoldNhsNumberOf(ordinal)),
        };
    }

    public int PlaceBits(PlaceLevel place) => place switch
    {
        PlaceLevel.Unit => _unit,
        PlaceLevel.Sector => Math.Min(_unit, _parameters.Other.Sector),
        PlaceLevel.District => Math.Min(_unit, _parameters.Other.District),
        PlaceLevel.Elsewhere => _parameters.Other.Elsewhere,
        _ => 0,
    };

    private NamesWeighed BestNames(in Scope scope, ReadOnlySpan<Row> child)
    {
        var (best, any) = (default(NamesWeighed), false);
        foreach (ref readonly var row in child)
        {
            if (!row.HasName) continue;
            var names = _names.Row(scope.Segment, scope.Memo, row);
            if (any && names.Sum <= best.Sum) continue;
            (best, any) = (names, true);
        }

        return any ? best : new NamesWeighed(new Worth(NameLevel.Blank, 0), new Worth(NameLevel.Blank, 0), false);
    }

    private static PlaceLevel BestPlaceOf(in Scope scope, ReadOnlySpan<Row> child)
    {
        var best = PlaceLevel.NotCompared;
        foreach (ref readonly var row in child)
            if (row.Place != 0 && scope.Places.Level(row.Place) is var level && level > best) best = level;
        return best;
    }

    private int Sex(Sexes held) => Asked.Sex == Sexes.None || held == Sexes.None ? 0
        : (held & Asked.Sex) != 0 ? 1
        : ((held | Asked.Sex) & Sexes.Other) != 0 ? 0 : -1;

    private int SexBits(int sex) => sex switch { 1 => _parameters.Other.SexSame, -1 => _parameters.Other.SexDifferent, _ => 0 };

    private int NumberBits(NumberLevel number) => number switch
    {
        NumberLevel.Verified or NumberLevel.Former => _parameters.Other.Number,
        NumberLevel.Pupil => _parameters.Other.Upn,
        NumberLevel.Weak => _parameters.Other.TemporaryUpn,
        _ => 0,
    };

    // An institution's postcode is shared by many; the cap leaves that open until there are very many.
    private int Unit(IndexState state)
    {
        if (Asked.Place.IsBlank) return 0;
        var share = Math.Max(1, state.ChildrenAt(Asked.Place)) / (double)Math.Max(_parameters.Population, state.Children);
        return Math.Clamp(Bits.Ratio(_parameters.Other.UnitShare, share), 0, _parameters.Other.UnitMost);
    }
}

/// <summary>A segment in the course of one question: what the thread remembers of its names, and where the asked postcode lies in it.</summary>
internal readonly record struct Scope(Segment Segment, int Layer, bool IsApart, TokenMemo Memo, AskedPlaces Places, AskedIds Ids);

/// <summary>Where the asked postcode lies among a segment's places.</summary>
internal readonly record struct AskedPlaces(bool IsAsked, int Unit, PlaceRun Sector, PlaceRun District)
{
    public static AskedPlaces Of(Places places, Postcode asked) =>
        asked.IsBlank ? default : new AskedPlaces(true, places.Find(asked), places.Sector(asked), places.District(asked));

    public PlaceLevel Level(int place) => !IsAsked ? PlaceLevel.NotCompared
        : place == Unit ? PlaceLevel.Unit
        : Sector.Holds(place) ? PlaceLevel.Sector
        : District.Holds(place) ? PlaceLevel.District
        : PlaceLevel.Elsewhere;
}
