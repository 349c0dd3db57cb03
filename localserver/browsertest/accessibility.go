package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Prefer makes the page believe in what the user likes: names and values of media features, such as forced-colors and
// active.
func (tab *Tab) Prefer(features ...string) {
	tab.t.Helper()
	var p emulation.SetEmulatedMediaParams
	for i := 0; i+1 < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, p); err != nil {
		tab.t.Fatal(err)
	}
}

// Part is an element as assistive technology is told of it.
type Part struct{ Role, Name string }

// Parts are the elements of the page in the order in which they are read, without those that nobody is told of. Text within
// an element that has it as its name is left out.
func (tab *Tab) Parts() (parts []Part) {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, accessibility.Enable, cdp.Empty{}); err != nil {
		tab.t.Fatal(err)
	}
	tree, err := chromedp.Call(tab.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		tab.t.Fatal(err)
	}
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		nodes[n.NodeID] = n
	}
	var walk func(n *accessibility.Node)
	walk = func(n *accessibility.Node) {
		if n == nil {
			return
		}
		p := Part{textOf(n.Role), textOf(n.Name)}
		switch {
		case n.Ignored, p.Role == "none", p.Role == "generic", p.Role == "InlineTextBox", p.Role == "ListMarker":
		case p.Role == "StaticText" && len(parts) > 0 && strings.Contains(parts[len(parts)-1].Name, p.Name):
		default:
			parts = append(parts, p)
		}
		for _, id := range n.ChildIDs {
			walk(nodes[id])
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0])
	}
	return parts
}

// textOf is the text of a value of the accessibility tree.
func textOf(v *accessibility.Value) string {
	var s string
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // what is no text is none
	}
	return strings.TrimSpace(s)
}

// Shot writes a PNG of what is visible to a folder that AISDESK_SHOTS names, for people to look at.
func (tab *Tab) Shot(name string) {
	tab.t.Helper()
	if dir := os.Getenv("AISDESK_SHOTS"); dir != "" {
		tab.Screenshot(filepath.Join(dir, name+".png"))
	}
}
