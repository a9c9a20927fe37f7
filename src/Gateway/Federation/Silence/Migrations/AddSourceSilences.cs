using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Federation.Silence.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123231000_AddSourceSilences")]
internal sealed class AddSourceSilences : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "SourceSilences",
        schema: Schema,
        columns: table => new
        {
            Source = table.Column<string>(maxLength: 64, nullable: false),
            Since = table.Column<long>(nullable: false),
            LastFailureAt = table.Column<long>(nullable: false),
            ToldAt = table.Column<long>(nullable: true),
        },
        constraints: table => table.PrimaryKey("PK_SourceSilences", silence => silence.Source));
}
