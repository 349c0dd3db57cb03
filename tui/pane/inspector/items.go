package inspector

import (
	"context"
	"fmt"
	"strconv"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/tui/field"
)

// replyItem is the reply on the screen.
func (p *Pane) replyItem() item {
	name := field.Plain(p.reply.Dataset.Name)
	shown := name
	if p.reply.Dataset.ID == "" { // a file's name can say whose it is
		shown = field.Masked(p.env.Theme, p.env.Masked, name)
	}
	return item{key: "reply " + name, title: "whole reply  " + shown, format: func(ctx context.Context) document {
		raw, err := p.reply.Raw(ctx)
		if err != nil {
			return newDocument([]string{"The reply cannot be read: " + err.Error()})
		}
		return newDocument(bodyLines(ctx, raw))
	}}
}

// warningItem is what the decoder did not know.
func (p *Pane) warningItem() item {
	ws, n := p.warnings, 0
	for _, w := range ws {
		n += w.Count
	}
	return item{
		key:   fmt.Sprintf("warnings %s %d", p.reply.Dataset.Name, n),
		title: "unknown to the decoder  " + english.Plural(n, "element", "elements"),
		format: func(context.Context) document {
			lines := []string{"The reply contains this, and this program does not know it. The saved reply is complete.", ""}
			for _, w := range ws {
				lines = append(lines, fmt.Sprintf("%8s  %s  %s", strconv.Itoa(w.Count), w.What, w.Path))
			}
			return newDocument(lines)
		},
	}
}

// callItem is one HTTP call.
func callItem(x *aisclient.Exchange) item {
	return item{key: fmt.Sprintf("call %d %d", x.Seq, x.Started.UnixNano()), call: x,
		format: func(ctx context.Context) document { return callDocument(ctx, x) }}
}
