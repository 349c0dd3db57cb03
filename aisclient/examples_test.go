package aisclient

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// Every method that asks the provider has an example that runs.
func TestEveryEndpointHasAnExample(t *testing.T) {
	var src []byte
	for _, path := range []string{"example_test.go", "example_services_test.go"} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		src = append(src, b...)
	}
	for m := range reflect.TypeFor[*Client]().Methods() {
		if m.Name == "BaseURL" || m.Name == "Close" {
			continue
		}
		_, body, ok := strings.Cut(string(src), "func ExampleClient_"+m.Name+"() {")
		body, _, _ = strings.Cut(body, "\n}\n")
		if !ok || !strings.Contains(body, "// Output:") {
			t.Errorf("%s has no example with an output", m.Name)
		}
	}
}
