package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient/portfolio"
)

func TestHowARunOverImportsEnds(t *testing.T) {
	broken := errors.New("disk full")
	for _, tc := range []struct {
		at   portfolio.Progress
		err  error
		code int
		kept bool // what was written is kept
		text string
	}{
		{portfolio.Progress{Done: 3, Of: 3, Last: "c"}, nil, ExitOK, true, ""},
		{portfolio.Progress{Done: 2, Of: 3, Last: "b"}, context.Canceled, ExitCancelled, true, "stopped after 2 of 3 imports, which are written; --after b continues after them"},
		{portfolio.Progress{Of: 3}, context.Canceled, ExitCancelled, false, ""},
		{portfolio.Progress{Done: 3, Of: 3, Failed: 1, Last: "c"}, nil, ExitError, true, "1 of 3 imports could not be read"},
		{portfolio.Progress{Done: 1, Of: 3, Last: "a"}, broken, ExitError, false, "disk full"},
	} {
		prog := New(Streams{Err: &bytes.Buffer{}}, func(string) string { return "" })
		run := prog.NewRun("imports", tc.at.Of)
		run.Tell(tc.at)
		kept := run.Kept(tc.at, tc.err)
		if (kept == nil) != tc.kept {
			t.Errorf("%+v: %v", tc, kept)
		}
		var errs bytes.Buffer
		if code := Report(&errs, run.End(kept), false); code != tc.code || !strings.Contains(errs.String(), tc.text) {
			t.Errorf("%+v: exit %d %s", tc, code, errs.String())
		}
		if prog.Err.(*bytes.Buffer).Len() > 0 {
			t.Errorf("progress where no terminal is: %q", prog.Err)
		}
	}
}
