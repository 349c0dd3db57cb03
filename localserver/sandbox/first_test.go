package sandbox_test

import (
	"testing"
)

func TestDefaultImportFromMockSessionToResult(t *testing.T) {
	w := start(t)
	cmd := w.begin("test1", "app-1", 90)
	res := w.finish(cmd)
	c := w.tree(res).at("command")
	if c.attr("state") != "successful" || c.at("progress", "value").Text != "0" {
		t.Fatalf("final reply: %.400s", res.text)
	}
	if n := len(c.at("result", "accounts").Children); n == 0 {
		t.Fatal("no accounts")
	}
}
