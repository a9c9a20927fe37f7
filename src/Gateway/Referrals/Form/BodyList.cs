using System.Text.Json.Nodes;
using static Gateway.Referrals.Form.FormField;

namespace Gateway.Referrals.Form;

/// <summary>Marks on a body, as a list: region, side, size, colour, shape, texture and what the child says. There is no picture to keep.</summary>
internal static class BodyList
{
    private const string Where = "Add where on the body the mark is";

    public static Rows Of(string name) => new(name, Where,
    [
        new Code("region", Where, "body-region"),
        new Choice("side", "Select the side, or leave it out", ["left", "right", "middle", "both"], Required: false),
        new Text("size", "Enter the size in centimetres, or leave it out", 40, Required: false),
        new Text("colour", "Enter the colour, or leave it out", 100, Required: false),
        new Text("shape", "Enter the shape, or leave it out", 100, Required: false),
        new Text("texture", "Enter the texture, or leave it out", 100, Required: false),
        new Text("explanation", "Enter what the child says about the mark, or leave it out", 1000, Required: false),
    ], [new FormRule("side", "Leave out the side: the region names it", part => !part.Has("side") || !NamesSide(part.Text("region")))], Most: 40);

    /// <summary>A mark as the shared form has it.</summary>
    public static JsonObject Injury(FormPart mark)
    {
        var injury = new JsonObject { ["region"] = mark.Text("region") };
        if (mark.Text("size") is { } size) injury["size"] = size;
        var look = string.Join(", ", new[] { mark.Text("side"), mark.Text("colour"), mark.Text("shape"), mark.Text("texture") }.OfType<string>());
        if (look.Length > 0) injury["look"] = look;
        if (mark.Text("explanation") is { } said) injury["explanation"] = said;
        return injury;
    }

    private static bool NamesSide(string? region) =>
        region is not null && (region.EndsWith("-left", StringComparison.Ordinal) || region.EndsWith("-right", StringComparison.Ordinal));
}
