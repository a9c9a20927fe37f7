using Gateway.Rules.Matching.Cases;

namespace Gateway.Rules.Tests.Matching;

/// <summary>A case with null where something must stand is told as one that cannot be read: it neither passes nor stops the run.</summary>
public sealed class NullInCaseTests
{
    private const string Case = """{"id":"T0","title":"","index":[{"key":"A","given":"Maya","surname":"Patel","dob":"2014-02-09","local":["x|1"]}],"query":{"given":"Maya","surname":"Patel","dob":"2014-02-09"},"expect":"NOT_FOUND","must_not":""}""";

    [Theory]
    [InlineData("\"index\":[{\"key\":\"A\",\"given\":\"Maya\",\"surname\":\"Patel\",\"dob\":\"2014-02-09\",\"local\":[\"x|1\"]}]", "\"index\":null")]
    [InlineData("\"index\":[{\"key\":\"A\",\"given\":\"Maya\",\"surname\":\"Patel\",\"dob\":\"2014-02-09\",\"local\":[\"x|1\"]}]", "\"index\":[null]")]
    [InlineData("[\"x|1\"]", "[null]")]
    [InlineData("[\"x|1\"]", "null")]
    [InlineData("\"must_not\":\"\"", "\"must_not\":null")]
    [InlineData("\"key\":\"A\"", "\"key\":null")]
    [InlineData("\"expect\":\"NOT_FOUND\"", "\"expect\":null")]
    public void Null_where_something_must_stand_is_a_fault(string what, string with)
    {
        Assert.IsType<MatchingCaseReading.Valid>(ReadMatchingCase.From(Case));
        Assert.NotEqual(Case, Case.Replace(what, with));
        Assert.IsType<MatchingCaseReading.Faulty>(ReadMatchingCase.From(Case.Replace(what, with)));
    }
}
