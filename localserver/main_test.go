package localserver

import (
	"os"
	"testing"

	"aisdesk/localserver/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
