package casecmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// checkRendering compares a report in another form than JSON with what its JSON, which lies beside it, gives: the same version
// writes the same bytes.
func checkRendering(path string, f form.Form, b []byte) ([]*cases.Checked, error) {
	source := strings.TrimSuffix(path, filepath.Ext(path)) + form.JSON.Ending()
	raw, err := config.ReadFile(source)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is checked with the JSON that it was written from, as %s: put that beside it, or check the JSON",
			text.Clean(path), text.Clean(source))
	}
	if err != nil {
		return nil, err
	}
	r := &cases.Checked{Problems: []casefile.Problem{}}
	found := func(format string, args ...any) ([]*cases.Checked, error) {
		r.Problems = append(r.Problems, casefile.Problem{What: fmt.Sprintf(format, args...)})
		return []*cases.Checked{r}, nil
	}
	d, err := report.Parse(raw)
	if errors.Is(err, report.ErrNone) || errors.Is(err, report.ErrNewer) {
		return nil, fmt.Errorf("%s: %w", text.Clean(source), err)
	}
	if err != nil {
		return found("%s: %v", text.Clean(source), err)
	}
	again, err := form.Render(d, f)
	switch {
	case err != nil:
		return nil, err
	case bytes.Equal(again, b):
		r.Notes = append(r.Notes, fmt.Sprintf("%s is what report %s says.", text.Clean(path), d.ID))
	case d.Program != cli.Version():
		return nil, fmt.Errorf("%s was written by version %s, and this is %s, which may lay it out otherwise: check it with that version, or check %s",
			text.Clean(path), text.Clean(d.Program), cli.Version(), text.Clean(source))
	default:
		return found("%s is not what report %s says: it was changed, or is of another report", text.Clean(path), d.ID)
	}
	return []*cases.Checked{r}, nil
}
