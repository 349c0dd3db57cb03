package helpcmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"version": cli.Build{}})
}
