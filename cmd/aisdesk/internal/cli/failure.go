package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/replyfile"
	"aisdesk/aisclient/text"
)

// Failure is an error as JSON.
type Failure struct {
	ExitCode int `json:"exitCode,omitempty"`
	// Kind and Name are those of an error of the provider or of the way to it.
	Kind    string    `json:"kind,omitempty"`
	Name    string    `json:"name,omitempty"`
	Message text.Text `json:"message"`
	Next    string    `json:"next,omitempty"`
	// Details are the single mistakes, where several were found at once.
	Details []text.Text `json:"details,omitempty"`
}

// FailureReport is what stands on the error stream where JSON was asked for.
type FailureReport struct {
	Error *Failure `json:"error"`
}

// FailureOf describes an error; nil of none.
func FailureOf(err error) *Failure {
	if err == nil {
		return nil
	}
	f := &Failure{Message: text.Clean(said(err))}
	if lines := errorLines(err); len(lines) > 1 {
		f.Message = text.Clean(lines[0])
		for _, l := range lines[1:] {
			f.Details = append(f.Details, text.Clean(l))
		}
	}
	if e, ok := errors.AsType[*aisclient.Error](err); ok {
		f.Kind, f.Name, f.Message, f.Next = string(e.Kind), text.Clean(e.Name).String(), text.Clean(plain.Replace(e.Cause())), e.Next
	}
	return f
}

// plain are words of Go's library, and what they mean.
var plain = strings.NewReplacer("interrupt signal received", "it was interrupted", "terminated signal received", "it was ended from outside", "hangup signal received", "the terminal was closed",
	"context canceled", "cancelled", "context deadline exceeded", "there was no answer in the time allowed", "unexpected EOF", "it ends in the middle")

// said is an error in plain words.
func said(err error) string { return plain.Replace(linkSaid(err)) }

// linkSaid is an error in words. Of a link that leads nowhere the system says that no such file exists, or that one exists.
func linkSaid(err error) string {
	p, ok := errors.AsType[*fs.PathError](err)
	if !ok {
		return err.Error()
	}
	words := p.Path + ": " + p.Err.Error() // without the name of the system's call
	if to, nowhere := replyfile.LeadsNowhere(p.Path); nowhere {
		words = fmt.Sprintf("%s is a link to %s, which is not there", p.Path, to)
	}
	return strings.Replace(err.Error(), p.Error(), words, 1)
}
