// Package export writes files off the UI loop for every pane that has something to write: from the name of the
// file over its progress to the notice at the end.
package export

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// File is what is to be written, and where.
type File struct {
	Path string
	// Format is what Format says of the path; empty if Accept took another name.
	Format export.Format
	// Overwrite is set once the user agreed to lose what is there.
	Overwrite bool
	// Progress takes how many of all lines are written; it may be called from anywhere.
	Progress func(done, all int)
}

// work writes a file: complete, or nothing at all. It ends soon after the context does.
type work func(ctx context.Context, f File) error

// Export is one pane's export; the zero value is none.
type Export struct {
	// Env says where the home directory is and starts the work so that the program waits for it at its end;
	// nil does without both.
	Env *pane.Env
	// Accept says what is wrong with a file's name; nil accepts the names of Format.
	Accept func(path string) error

	// Refused takes the name of a file that could not be written because of it, and the reason, and reports whether it
	// asks for another name; if not, or if it is nil, a notice says the reason.
	Refused func(path, reason string) bool

	// Written follows a file that was written; nil for nothing.
	Written func() tea.Cmd

	job  *job
	task pane.Task[struct{}]
}

// job is a file that is being written.
type job struct {
	path      string
	what      string
	work      work
	done, all atomic.Int64
	cancel    context.CancelFunc
}

// pace is how often the progress of an export is drawn.
const pace = 100 * time.Millisecond

// Placeholder says what a prompt for the file's name takes.
const Placeholder = "file.csv, file.json or file.ndjson"

// Format is the format that a file's name says. Another ending is an error that lists them.
func Format(path string) (export.Format, error) {
	path = strings.TrimSpace(path)
	f, err := export.ParseFormat(strings.TrimPrefix(filepath.Ext(path), "."))
	if err != nil {
		return "", errors.New("the name must end in .csv, .json or .ndjson")
	}
	return f, nil
}

// FileName proposes a name for a file: of which import it is, and what is in it, in the folder of the last export.
func FileName(env *pane.Env, o app.Dataset, what string) string {
	return Proposal(env, o, what, ".csv")
}

// Proposal is FileName with another end.
func Proposal(env *pane.Env, o app.Dataset, what, ext string) string {
	folder := ""
	if env.Memory != nil {
		folder = text.Clean(env.Memory.Recall(keyFolder)).String()
	}
	name := o.ID
	if name == "" && env.Masked { // a file's name can say whose it is
		return filepath.Join(folder, what+ext)
	}
	if name == "" && o.Name != "" {
		name = strings.TrimSuffix(filepath.Base(o.Name), filepath.Ext(o.Name))
	}
	if name == "" { // nothing is open
		return filepath.Join(folder, what+ext)
	}
	return filepath.Join(folder, text.Clean(name).String()+"-"+what+ext)
}

// keyFolder is where the folder of the last file is remembered; empty for the one that the program was started in.
const keyFolder = "export/folder"

// keepFolder remembers the folder of a file that was written, with ~ for the home directory.
func (e *Export) keepFolder(path string) {
	if e.Env == nil || e.Env.Memory == nil {
		return
	}
	folder := filepath.Dir(path)
	if here, err := filepath.Abs("."); err == nil && here == folder {
		folder = ""
	} else if rest, ok := strings.CutPrefix(folder, e.Env.Home+"/"); ok && e.Env.Home != "" {
		folder = "~/" + rest
	}
	e.Env.Memory.Remember(keyFolder, folder)
}

// Under are the lines under a file's name that is being typed, in w cells: what is wrong with it, else where the file goes,
// from the root on, and that the mask does not cover it.
func Under(env *pane.Env, path, wrong string, w int) []string {
	t := env.Theme
	paint := func(role theme.Role, sign, s string) []string { return format.Advice(t, role, sign, s, w) }
	if wrong != "" {
		return paint(theme.Bad, t.Glyphs().Up, wrong)
	}
	var out []string
	if strings.TrimSpace(path) != "" {
		out = paint(theme.Dim, t.Glyphs().Right, "writes "+text.Clean((&Export{Env: env}).Target(path)).String())
	}
	if env.Masked {
		out = append(out, paint(theme.Warn, t.Glyphs().Warn, "the file will contain everything unmasked: the mask covers the screen only")...)
	}
	return out
}

// Busy reports whether a file is being written.
func (e *Export) Busy() bool { return e.job != nil }

// Start begins to write what, for example "320 rows", to a file. Its name must be one that Format accepts.
func (e *Export) Start(path, what string, work work) tea.Cmd {
	return e.run(&job{path: e.Target(path), what: what, work: work}, false)
}

// Target is a path as a shell would read it, from the root on: where the file went is said in full.
func (e *Export) Target(path string) string {
	path = strings.TrimSpace(path)
	if e.Env != nil {
		path = e.Env.Path(path)
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func (e *Export) run(j *job, overwrite bool) tea.Cmd {
	format, err := Format(j.path)
	if e.Accept != nil {
		err = e.Accept(j.path)
	}
	if err != nil {
		return e.Env.Inform(pane.Bad, err.Error())
	}
	ctx, cancel := context.WithCancel(context.Background()) // a file is finished though the program ends
	j.cancel, e.job = cancel, j
	f := File{Path: j.path, Format: format, Overwrite: overwrite, Progress: func(done, all int) {
		j.done.Store(int64(done))
		j.all.Store(int64(all))
	}}
	write := e.task.Start(ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, j.work(ctx, f) },
		func(_ struct{}, err error) tea.Cmd { return e.over(j, err) })
	if e.Env != nil {
		write = e.Env.Start(write)
	}
	return tea.Batch(write, e.tick(j))
}

// tick has the progress drawn as long as the job goes on.
func (e *Export) tick(j *job) tea.Cmd {
	return pane.After(pace, func() tea.Cmd {
		if e.job != j {
			return nil
		}
		return e.tick(j)
	})
}

// Cancel ends what is being written; nothing is left behind.
func (e *Export) Cancel() {
	if e.job != nil {
		e.job.cancel()
	}
}

// Status says how far the export is; empty without one.
func (e *Export) Status(t *theme.Theme) string {
	if e.job == nil {
		return ""
	}
	percent := 0
	if all := e.job.all.Load(); all > 0 {
		percent = int(100 * e.job.done.Load() / all)
	}
	return fmt.Sprintf("exporting %s %d%%, esc cancels", field.Bar(t, 20, float64(percent)/100), percent)
}

// over ends a job.
func (e *Export) over(j *job, err error) tea.Cmd {
	e.job = nil
	if reason := refusal(err); reason != "" && e.Refused != nil && e.Refused(j.path, reason) {
		return nil
	}
	return e.ended(j, err)
}

// Unfinished says what would be lost if the program ended now; empty for nothing.
func (e *Export) Unfinished() string {
	if e.job == nil {
		return ""
	}
	return "The export to " + text.Clean(e.job.path).String() + " is not finished; no file would be written."
}

// refusal is what is wrong with the file itself, if that was the cause of an error.
func refusal(err error) string {
	fe, ok := errors.AsType[*export.FileError](err)
	if !ok || errors.Is(err, export.ErrExists) {
		return ""
	}
	return text.Clean(fe.Reason()).String()
}

// ended says how a job ended.
func (e *Export) ended(j *job, err error) tea.Cmd {
	path := text.Clean(j.path).String()
	switch {
	case err == nil:
		e.keepFolder(j.path)
		told := e.Env.Send(pane.Notice{Level: pane.Good, Text: "exported " + j.what + " to " + path, Path: j.path})
		if e.Written != nil {
			return tea.Batch(told, e.Written())
		}
		return told
	case errors.Is(err, context.Canceled):
		return e.Env.Inform(pane.Warn, "export cancelled; no file was written")
	case errors.Is(err, export.ErrExists):
		return e.Env.Send(pane.Ask{
			Title: "The file exists", Lines: []string{path, "Its content would be lost."},
			Agree: "replace it", Decline: "keep it", Danger: true, Yes: func() tea.Cmd { return e.again(j) },
		})
	}
	return e.Env.Inform(pane.Bad, text.Clean(err.Error()).String())
}

// again writes a job's file in place of the one that is there.
func (e *Export) again(j *job) tea.Cmd {
	if e.job != nil {
		return nil
	}
	return e.run(j, true)
}
