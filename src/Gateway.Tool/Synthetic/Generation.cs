using Gateway.Tool.Synthetic.Cast;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic;

/// <summary>
/// Makes the children, the cast first, then household after household until there are enough. Nothing is kept: a
/// household is handed over and forgotten, so memory does not grow with the number of children.
/// </summary>
internal sealed class Generation
{
    private readonly GenerationRequest _request;
    private readonly DemonstrationCast _cast;
    private readonly References _references = new();
    private readonly ScatteredNumbers _numbers;
    private readonly HouseholdDraw _households;
    private readonly EverydayDraw _everyday;
    private readonly SocialCareDraw _socialCare;
    private readonly AttendanceDraw _attendances;
    private readonly OwnRecord _own;
    private readonly Place _department;

    public Generation(GenerationRequest request, DemonstrationCast cast)
    {
        (_request, _cast) = (request, cast);
        var (asOf, geography) = (request.AsOf, request.Geography);
        var rates = Rates.For(request.Children, request.Measurement);
        var names = NameBook.Embedded();
        _numbers = new ScatteredNumbers(request.Seed, cast.Numbers);
        _households = new HouseholdDraw(names, new ResidenceDraw(geography, asOf, rates), new BirthDraw(asOf, rates), rates, asOf);
        _everyday = new EverydayDraw(asOf, rates, _references);
        _socialCare = new SocialCareDraw(asOf, rates, names);
        _attendances = new AttendanceDraw(geography, asOf, rates, _references);
        _own = new OwnRecord(geography, asOf, new References());
        _department = MeasurementDepartment(geography);
    }

    /// <param name="made">Told how many children there are so far, after each household.</param>
    public void Run(Action<Child> child, Action<Relationship> relationship, Action<int> made, CancellationToken cancel)
    {
        foreach (var relation in _cast.Relationships) relationship(relation);
        foreach (var member in _cast.Children) HandOver(member, child, relationship);
        made(_cast.Children.Count);
        var count = _cast.Children.Count;
        for (var household = 0L; count < _request.Children; household++)
        {
            cancel.ThrowIfCancellationRequested();
            count += Household(new Dice(_request.Seed, household), _request.Children - count, child, relationship);
            made(count);
        }
    }

    private int Household(Dice dice, int room, Action<Child> child, Action<Relationship> relationship)
    {
        var household = _households.Draw(dice, room, _numbers.Next);
        _everyday.Add(household, dice);
        _socialCare.Add(household, dice);
        _attendances.Add(household, dice, relationship);
        foreach (var one in household.Children) HandOver(one, child, relationship);
        return household.Children.Count;
    }

    private void HandOver(Child one, Action<Child> child, Action<Relationship> relationship)
    {
        child(one);
        if (_request.Measurement)
        {
            relationship(InDepartment(one));
            return;
        }

        foreach (var own in _own.Of(one)) relationship(own);
    }

    /// <summary>For a load program, which asks about any child at one trust.</summary>
    private Relationship InDepartment(Child child) => new(
        _department.Agency, "*", child.Number, child.Born, "encounter", _references.Next("ENC"),
        _request.AsOf.Latest, EndedAt: null, _department.Custodian, child.IsHeld<Fact.UnbornPlan>());

    /// <summary>The first department of Alder Valley; in a register without it, the first of all.</summary>
    private static Place MeasurementDepartment(Geography geography) =>
        geography.Departments.FirstOrDefault(d => d.Agency == "alder-valley-nhs-trust") ?? geography.Departments[0];
}
