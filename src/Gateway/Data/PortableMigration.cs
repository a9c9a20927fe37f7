using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Gateway.Data;

/// <summary>A migration written by hand for both stores: each column takes the type that its store gives the CLR type.</summary>
public abstract class PortableMigration : Migration
{
    /// <summary>The schema of our tables; the embedded store has none.</summary>
    protected string? Schema => ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) is true ? PostgresStore.Schema : null;

    /// <summary>A whole number that the store counts up by itself.</summary>
    protected static OperationBuilder<AddColumnOperation> Counter(ColumnsBuilder table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Column<long>(nullable: false)
            .Annotation("Sqlite:Autoincrement", true)
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
    }
}
