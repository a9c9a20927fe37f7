using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

/// <summary>What was typed on a page of concerns and not sent, so that a lock takes nothing.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123248000_AddConcernsTyped")]
internal sealed class AddConcernsTyped : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ConcernsTyped",
            schema: Schema,
            columns: table => new
            {
                Agency = table.Column<string>(nullable: false),
                Person = table.Column<string>(nullable: false),
                Page = table.Column<string>(maxLength: 48, nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                KeptAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ConcernsTyped", typed => new { typed.Agency, typed.Person, typed.Page }));
        migrationBuilder.CreateIndex("IX_ConcernsTyped_KeptAt", "ConcernsTyped", ["KeptAt"], Schema);
    }
}
