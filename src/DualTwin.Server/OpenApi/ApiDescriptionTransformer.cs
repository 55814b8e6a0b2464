using System.Text.Json.Nodes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Configuration;
using DualTwin.Telemetry.Schema;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DualTwin.Server.OpenApi;

/// <summary>
/// Fills the OpenAPI document from the endpoints' descriptions and the schema files: the endpoints write bytes that are made elsewhere,
/// so there is no type that would describe them.
/// </summary>
internal sealed class ApiDescriptionTransformer(EndpointDataSource endpoints, SystemConfig config) : IOpenApiDocumentTransformer
{
    private static readonly int[] CommonErrors = [400, 500, 503];

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var text = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "DualTwin API", ["version"] = SchemaVersions.Newest.Name() },
            ["paths"] = Paths(),
            ["components"] = Components(),
        };
        var parsed = OpenApiDocument.Parse(text.ToJsonString(), "json");
        if (parsed is not { Document: { } described, Diagnostic.Errors.Count: 0 })
        {
            throw new InvalidOperationException(
                "The API's description is not valid: " + string.Join("; ", parsed.Diagnostic?.Errors.Select(e => e.ToString()) ?? []));
        }

        document.Info = described.Info;
        document.Info.Description = "Times in seconds, speeds in km/h, temperatures in °C, instants in ISO 8601 UTC. Null is unknown. "
            + "Without a version asked for, answers carry schema " + SchemaVersions.Default.Name() + ".";
        document.Paths = described.Paths;
        document.Components = described.Components;
        document.Servers = null;
        return Task.CompletedTask;
    }

    private JsonObject Paths()
    {
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<EndpointDescription>() is not { } description)
            {
                continue;
            }

            var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            paths[endpoint.RoutePattern.RawText!] = new JsonObject { [method.ToLowerInvariant()] = Operation(description) };
        }

        return paths;
    }

    private JsonObject Operation(EndpointDescription d)
    {
        var operation = new JsonObject
        {
            ["operationId"] = d.Id,
            ["tags"] = new JsonArray(d.Tag),
            ["summary"] = d.Summary,
            ["parameters"] = Parameters(d),
            ["responses"] = Responses(d),
        };
        if (d.Description is { } text)
        {
            operation["description"] = text;
        }

        if (d.Body is { } body)
        {
            operation["requestBody"] = new JsonObject { ["required"] = d.BodyRequired, ["content"] = Content("application/json", AnyVersion(body)) };
        }

        return operation;
    }

    private static JsonArray Parameters(EndpointDescription d)
    {
        var versions = new JsonArray([.. SchemaVersions.Supported.Select(v => (JsonNode)v)]);
        var parameters = new JsonArray(Parameter(
            SchemaNegotiation.Query,
            "Version of the schema; as the header X-Schema-Version or in Accept.",
            new JsonObject { ["type"] = "string", ["enum"] = versions }));
        foreach (var query in d.Parameters)
        {
            parameters.Add(Parameter(query.Name, query.Description, JsonNode.Parse(query.Schema)!));
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string description, JsonNode schema) => new()
    {
        ["name"] = name, ["in"] = "query", ["required"] = false, ["description"] = description, ["schema"] = schema,
    };

    private JsonObject Responses(EndpointDescription d)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = d.Summary, ["content"] = Content(d.MediaType, Answer(d)) },
        };
        int[] key = config.Api.ApiKeyFile is null ? [] : [StatusCodes.Status401Unauthorized];
        foreach (var status in CommonErrors.Concat(d.Errors).Concat(key).Order())
        {
            responses[status.ToString()] = new JsonObject
            {
                ["description"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                ["content"] = Content("application/json", Reference("error-1.0.0")),
            };
        }

        return responses;
    }

    private static JsonObject Answer(EndpointDescription d)
    {
        if (d.Payload is null)
        {
            return AnyVersion(d.Schema);
        }

        var envelope = Reference("envelope-1.0.0");
        var payload = d.Payload.Length == 0
            ? AnyVersion(d.Schema)
            : new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [d.Payload] = PayloadSchema(d) } };
        return new JsonObject { ["allOf"] = new JsonArray(envelope, payload) };
    }

    // A list of the history is one property of its document: history#laps.
    private static JsonObject PayloadSchema(EndpointDescription d)
    {
        if (d.Schema.Split('#') is [var file, var list])
        {
            return (JsonObject)SchemaFiles.Load($"{file}-{SchemaVersions.Newest.Name()}")["properties"]![list]!.DeepClone();
        }

        var schema = AnyVersion(d.Schema);
        schema["anyOf"]!.AsArray().Add(new JsonObject { ["type"] = "null" });
        return schema;
    }

    private static JsonObject AnyVersion(string schema) => new()
    {
        ["anyOf"] = new JsonArray([.. SchemaFiles.Names.Where(n => n.StartsWith(schema + "-", StringComparison.Ordinal)).Select(Reference)]),
    };

    private static JsonObject Components()
    {
        var schemas = new JsonObject();
        foreach (var name in SchemaFiles.Names)
        {
            schemas[name] = SchemaFiles.Load(name);
        }

        return new JsonObject { ["schemas"] = schemas };
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Content(string mediaType, JsonObject schema) =>
        new() { [mediaType] = new JsonObject { ["schema"] = schema } };
}
