package verify

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/ledger/export"
)

// Form is a form in which a report is written.
type Form string

// Forms of a report.
const (
	FormText     Form = "text"
	FormMarkdown Form = "md"
	FormJSON     Form = "json" // one object with every field of Report, on one line
)

// ParseForm finds a form by its name.
func ParseForm(name string) (Form, error) {
	switch f := Form(name); f {
	case FormText, FormMarkdown, FormJSON:
		return f, nil
	}
	return "", fmt.Errorf("%s: use text, md or json", quoted(name))
}

// FormOf is the form that a file's name asks for: .txt, .md or .json.
func FormOf(path string) (Form, bool) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".text":
		return FormText, true
	case ".md", ".markdown":
		return FormMarkdown, true
	case ".json":
		return FormJSON, true
	}
	return "", false
}

// Write writes the report in a form.
func (r *Report) Write(w io.Writer, f Form) (err error) {
	switch f {
	case FormJSON:
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		err = e.Encode(r)
	case FormMarkdown:
		_, err = io.WriteString(w, r.Markdown())
	default:
		_, err = io.WriteString(w, r.Text())
	}
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// WriteFile writes the report to a file in the form that its name asks for, as export.WriteFile does: complete or
// not at all, and never over a file unless overwrite is set.
func (r *Report) WriteFile(path string, overwrite bool) error {
	f, ok := FormOf(path)
	if !ok {
		return fmt.Errorf("%s: the name must end in .txt, .md or .json", quoted(filepath.Base(path)))
	}
	return export.WriteFile(path, overwrite, func(w io.Writer) error { return r.Write(w, f) })
}
