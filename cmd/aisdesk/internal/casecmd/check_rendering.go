package casecmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// sourceOf is the JSON of a report that is not JSON itself: what the file holds, or else what lies beside it, and where that is.
func sourceOf(path string, f form.Form, b []byte) (raw []byte, source string, err error) {
	if raw, held := form.Data(b, f); held {
		return raw, path, nil
	}
	source = strings.TrimSuffix(path, filepath.Ext(path)) + form.JSON.Ending()
	raw, err = config.ReadFile(source)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s holds no JSON, and is checked with the one that it was written from, as %s: put that beside it, or check the JSON. \"aisdesk report --from report.json\" writes a report that is checked so; a PDF and an HTML file hold theirs, unless an older version wrote them or they were changed",
			text.Clean(path), text.Clean(source))
	}
	return raw, source, err
}

// reportID is the id of a report as its renderings name it.
var reportID = regexp.MustCompile(`\bR-[0-9a-f]{8,}\b`)

// checkRendering compares a report in another form than JSON with what its JSON gives: the same version writes the same bytes.
func checkRendering(r *cases.Checked, d *report.Document, path, source string, f form.Form, b []byte) error {
	again, err := form.Render(d, f)
	switch {
	case err != nil:
		return err
	case bytes.Equal(again, b):
		r.Notes = append(r.Notes, fmt.Sprintf("%s is what report %s says.", text.Clean(path), d.ID))
	case d.Program != cli.Version() && source == path:
		return fmt.Errorf("%s was written by version %s, and this is %s, which may lay it out otherwise: check it with that version, or take its JSON out with \"aisdesk report --from %s --output report.json\" and check that",
			text.Clean(path), text.Clean(d.Program), cli.Version(), text.Clean(path))
	case d.Program != cli.Version():
		return fmt.Errorf("%s was written by version %s, and this is %s, which may lay it out otherwise: check it with that version, or check %s",
			text.Clean(path), text.Clean(d.Program), cli.Version(), text.Clean(source))
	default:
		what := fmt.Sprintf("%s is not what report %s says: it was changed, or is of another report", text.Clean(path), d.ID)
		if named := reportID.Find(b); named != nil && string(named) != d.ID {
			what = fmt.Sprintf("%s names report %s, and the JSON beside it is report %s: write both of one report with \"aisdesk report --from\"", text.Clean(path), named, d.ID)
		}
		r.Problems = append(r.Problems, casefile.Problem{What: what})
	}
	return nil
}
