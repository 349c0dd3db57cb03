package aisclient

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// cost is what a process said and took.
type cost struct {
	said string
	peak int64 // bytes
	cpu  time.Duration
}

const hostileEnv = "AISDESK_TEST_HOSTILE"

func runHostile(t *testing.T, base, ask string) cost {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestHostileProcess$", "-test.v")
	// On one processor: with more, the collector works on those that are idle, and spins while a large copy is made.
	cmd.Env = append(os.Environ(), hostileEnv+"="+base+" "+ask, "GOMAXPROCS=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", ask, err, out)
	}
	c := cost{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	for line := range strings.Lines(string(out)) {
		if _, after, ok := strings.Cut(line, "said: "); ok {
			c.said = strings.TrimSpace(after)
		}
		if _, after, ok := strings.Cut(line, "VmHWM:"); ok {
			_, _ = fmt.Sscan(after, &c.peak)
			c.peak <<= 10
		}
	}
	if c.peak == 0 {
		t.Fatalf("%s: no peak in\n%s", ask, out)
	}
	return c
}

// TestHostileProcess is the process that runHostile starts.
func TestHostileProcess(t *testing.T) {
	base, ask, ok := strings.Cut(os.Getenv(hostileEnv), " ")
	if !ok {
		return // only the child process has something to do
	}
	c, err := New(Config{BaseURL: base, Key: NewSecret(testKey), AllowLoopbackHTTP: true, OnExchange: func(Exchange) {}})
	if err != nil {
		t.Fatal(err)
	}
	err = askFor(context.Background(), c, ask)
	if err == nil {
		err = errors.New("nothing wrong")
	}
	t.Logf("said: %.200v", err)
	status, _ := os.ReadFile("/proc/self/status")
	t.Log(string(status))
}

func askFor(ctx context.Context, c *Client, ask string) error {
	s := SummaryRequest{OwnerExternalID: "a", Start: testSince, End: testSince, Categories: []Category{AllTransactions}, Monthly: true}
	switch ask {
	case "command":
		return second(c.Command(ctx, "1"))
	case "data":
		r, err := c.Data(ctx, "a")
		if err == nil {
			_, err = r.Decode(ctx)
		}
		return err
	case "catalog":
		return second(c.Catalog(ctx, CatalogRequest{}))
	case "scores":
		return second(c.Scores(ctx, "a"))
	case "mock":
		return second(c.MockSession(ctx, MockSessionRequest{Login: "a", Country: "pl"}))
	case "summary":
		return second(c.AccountsSummary(ctx, s))
	case "income":
		return second(c.IncomeConfirmation(ctx, IncomeRequest{OwnerExternalID: "a"}))
	case "profiles":
		return second(c.Profiles(ctx, "a"))
	case "redirection":
		return second(c.RedirectionStatus(ctx, "a"))
	case "upload":
		return second(c.UploadOwner(ctx, UploadRequest{OwnerExternalID: "a"}))
	}
	return nil
}
