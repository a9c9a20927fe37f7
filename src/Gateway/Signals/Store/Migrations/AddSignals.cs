using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Signals.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123230000_AddSignals")]
internal sealed class AddSignals : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Followed(migrationBuilder);
        Checks(migrationBuilder);
        Signals(migrationBuilder);
    }

    private void Followed(MigrationBuilder migration) => migration.CreateTable(
        name: "LedgerFollowed",
        schema: Schema,
        columns: table => new
        {
            Name = table.Column<string>(maxLength: 32, nullable: false),
            Position = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_LedgerFollowed", followed => followed.Name));

    private void Checks(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "ChecksSeen",
            schema: Schema,
            columns: table => new
            {
                Position = table.Column<long>(nullable: false),
                ChildKey = table.Column<long>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Plan = table.Column<string>(maxLength: 16, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ChecksSeen", check => check.Position));
        migration.CreateIndex("IX_ChecksSeen_ChildKey_At", "ChecksSeen", ["ChildKey", "At"], Schema);
        migration.CreateIndex("IX_ChecksSeen_At", "ChecksSeen", "At", Schema);
    }

    private void Signals(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Signals",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Position = table.Column<long>(nullable: false),
                ChildKey = table.Column<long>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                At = table.Column<long>(nullable: false),
                EndsAt = table.Column<long>(nullable: false),
                LastAgency = table.Column<string>(nullable: false),
                Checks = table.Column<string>(nullable: false),
                Councils = table.Column<string>(nullable: false),
                NextTryAt = table.Column<long>(nullable: false),
                ToldAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Signals", signal => signal.Id));
        migration.CreateIndex("IX_Signals_Position", "Signals", "Position", Schema, unique: true);
        migration.CreateIndex("IX_Signals_ChildKey_EndsAt", "Signals", ["ChildKey", "EndsAt"], Schema);
        migration.CreateIndex("IX_Signals_ToldAt_NextTryAt", "Signals", ["ToldAt", "NextTryAt"], Schema);
        migration.CreateIndex("IX_Signals_At", "Signals", "At", Schema);
    }
}
