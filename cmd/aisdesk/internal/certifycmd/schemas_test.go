package certifycmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
	"aisdesk/localserver/sandbox/certify"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"certify": certify.Report{}, "certify-cases": certify.Case{}})
}
