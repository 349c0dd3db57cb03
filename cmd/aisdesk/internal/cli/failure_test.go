package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

// Errors are told in plain words, as text and as JSON, without those of Go's library and the names of the system's calls.
func TestErrorsAreToldInPlainWords(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "key")
	_, absent := os.Stat(missing)
	for want, err := range map[string]error{
		"API key: " + missing + ": no such file or directory": fmt.Errorf("API key: %w", absent),
		"cancelled":                        context.Canceled,
		"waiting: it was interrupted":      &told{"waiting: interrupt signal received", context.Canceled},
		"file.json: it ends in the middle": fmt.Errorf("file.json: %w", io.ErrUnexpectedEOF),
	} {
		var said strings.Builder
		if Report(&said, err, false); said.String() != "aisdesk: "+want+"\n" {
			t.Errorf("%v: %q", err, &said)
		}
		if f := FailureOf(err); f.Message.String() != want {
			t.Errorf("%v as JSON: %q", err, f.Message)
		}
	}
	f := FailureOf(&aisclient.Error{Kind: aisclient.KindCancelled, Err: &told{"interrupt signal received", context.Canceled}})
	if f.Kind != "cancelled" || strings.Contains(f.Message.String(), "signal") {
		t.Errorf("an interrupted import: %+v", f)
	}
}

// told is an error with words of its own.
type told struct {
	words string
	err   error
}

func (e *told) Error() string { return e.words }
func (e *told) Unwrap() error { return e.err }
