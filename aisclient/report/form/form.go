// Package form renders a report in each of its forms.
package form

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/html"
	"aisdesk/aisclient/report/markdown"
	"aisdesk/aisclient/report/pdf"
	"aisdesk/aisclient/report/text"
)

// Form is a form of a report. JSON is the report itself, the others are functions of it.
type Form string

// Forms.
const (
	Text     Form = "text"
	Markdown Form = "md"
	JSON     Form = "json"
	HTML     Form = "html"
	PDF      Form = "pdf"
)

// forms are the forms with the endings of their files' names and what renders them.
var forms = []struct {
	form   Form
	ends   []string
	render func(*report.Document) ([]byte, error)
	data   func(rendered []byte) (json []byte, held bool)
}{
	{Text, []string{".txt", ".text"}, text.Render, none},
	{Markdown, []string{".md", ".markdown"}, markdown.Render, none},
	{JSON, []string{".json"}, (*report.Document).JSON, func(b []byte) ([]byte, bool) { return b, true }},
	{HTML, []string{".html", ".htm"}, html.Render, html.Data},
	{PDF, []string{".pdf"}, pdf.Render, pdf.Data},
}

func none([]byte) ([]byte, bool) { return nil, false }

// Forms lists the forms.
func Forms() []Form {
	var out []Form
	for _, f := range forms {
		out = append(out, f.form)
	}
	return out
}

// names joins the names of the forms for a sentence.
func names() string {
	var names []string
	for _, f := range forms {
		names = append(names, string(f.form))
	}
	return english.Choice(names)
}

// Ending is how the name of a file of the form ends: ".pdf".
func (f Form) Ending() string {
	for i := range forms {
		if forms[i].form == f {
			return forms[i].ends[0]
		}
	}
	return ""
}

// Binary reports whether the form is none for a terminal.
func (f Form) Binary() bool { return f == PDF }

// Parse finds a form by its name. Another name is an error that lists the forms.
func Parse(name string) (Form, error) {
	for _, f := range forms {
		if string(f.form) == name {
			return f.form, nil
		}
	}
	return "", fmt.Errorf("%.40q: use %s", name, names())
}

// Of is the form that a file's name asks for. Another ending is an error that lists them.
func Of(path string) (Form, error) {
	end := strings.ToLower(filepath.Ext(path))
	var ends []string
	for _, f := range forms {
		if slices.Contains(f.ends, end) {
			return f.form, nil
		}
		ends = append(ends, f.ends[0])
	}
	return "", fmt.Errorf("%.60q: the name must end in %s", filepath.Base(path), english.Choice(ends))
}

// Render writes a document in a form. The same document gives the same bytes. Another form is an error; else it fails where the
// document cannot be laid out.
func Render(d *report.Document, f Form) ([]byte, error) {
	for i := range forms {
		if forms[i].form == f {
			return forms[i].render(d)
		}
	}
	return nil, fmt.Errorf("%.40q is not a form of a report", f)
}

// Data is the JSON that a report in a form holds: PDF and HTML carry it; false where there is none. It is nil where it cannot be
// read any more.
func Data(rendered []byte, f Form) (json []byte, held bool) {
	for i := range forms {
		if forms[i].form == f {
			return forms[i].data(rendered)
		}
	}
	return nil, false
}

// WriteFile writes a document to a file in the form that its name asks for: complete or not at all, and never over a file
// unless overwrite is set. It fails as Of, Render and export.WriteFile do.
func WriteFile(path string, overwrite bool, d *report.Document) error {
	f, err := Of(path)
	if err != nil {
		return err
	}
	return export.WriteFile(path, overwrite, func(w io.Writer) error {
		b, err := Render(d, f)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	})
}
