# `make` alone prints what there is. Nothing here needs the network once it ran.
.DEFAULT_GOAL := help
.PHONY: help run test check bench voice studio-report report fuzz setup toolkit package package-test screenshots hub-client demo-hub torture

# Debian's Go stays with its own version unless told otherwise; go.mod says which one is needed.
GOTOOLCHAIN ?= auto
export GOTOOLCHAIN
export PATH := $(CURDIR)/.build/go/bin:$(PATH):/usr/local/go/bin

FUZZTIME ?= 60s
FUZZ ?=
SENTENCES ?=
RECORDINGS ?=
STEPS ?=
FOLDER ?= ../shared/speech/adibian_fa_spk003
FOLDERS ?= ../shared/speech/adibian_fa_spk003 ../shared/speech/kerstin_de_22k
SEEDS ?=
MINUTES ?=

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup:
	@sh packaging/setup.sh build

# The window's toolkit, right to left: a patched copy in .build/fyne. Without it the program
# builds on the stock one.
toolkit: setup
	@sh patches/fyne/apply.sh

run: toolkit ## open the window; without a display speak a sentence, to a WAV file if need be
	@go run .

# What the race detector makes too slow skips under it and runs without it.
SLOW = $(addprefix ./engine/,align dataset train vocoder voice)

test: toolkit ## every test, with the race detector for app and engine
	@sh packaging/setup.sh test
	@sh patches/fyne/test.sh
	go test $(SLOW) $$(go list ./... | grep -v -e '^avagar/app' -e '^avagar/engine' -e '/journey$$')
	go test -count 1 ./views/journey # alone: what is seen and heard takes its time
	go test -short ./engine/align ./engine/dataset ./engine/train # with what the race detector makes too slow
	go test -race -timeout 12m ./app/... ./engine/...

check: toolkit ## gofmt, vet, staticcheck, import rules, tidy go.mod; runs no tests
	@sh packaging/check.sh

bench: toolkit ## figures of training, speaking and downloading (STEPS=2000 for a long training)
	@sh packaging/setup.sh bench || true # what is not there is left out of the tables
	@go run . bench train --steps $(or $(STEPS),200)
	@go run . bench train --peer
	@go run . bench speak
	@go run . bench download --others

voice: setup ## train the built-in voices anew: make voice SENTENCES=FILE RECORDINGS=FOLDER
	@sh packaging/setup.sh voice
	@test -n "$(SENTENCES)" || { echo "make voice SENTENCES=FILE: a file of Persian sentences, one a line" >&2; exit 2; }
	sh engine/voice/builtin/build.sh "$(SENTENCES)" $(RECORDINGS)

studio-report: setup ## learn voices from FOLDER, from nothing and from the built-in one (STEPS=4000), and judge them
	@sh packaging/studio-report.sh "$(FOLDER)" "$(or $(STEPS),4000)"

report: setup ## an hour or more of trainings from 5, 7 and 40 minutes of FOLDERS, judged (STEPS=4000 SEEDS=3 BEGINNINGS="nothing persian")
	@sh packaging/setup.sh report
	@sh packaging/report.sh "$(or $(STEPS),4000)" "$(or $(SEEDS),3)" "$(or $(MINUTES),5 7 40)" "$(or $(BEGINNINGS),nothing persian)" $(FOLDERS)

fuzz: setup ## every fuzz target for FUZZTIME each (60s); FUZZ=REGEXP picks package/target
	@sh packaging/fuzz.sh "$(FUZZTIME)" "$(FUZZ)"

hub-client: ## the official hub client that the tests try, where npm is installed
	@sh packaging/hubjs/install.sh

demo-hub: setup ## an imitation of the model hub with a few voices; prints the HF_ENDPOINT to use
	@go run ./engine/hub/hubtest/demohub

torture: setup ## 1 GiB over a bad line, the program killed 30 times on the way; a minute or two
	@go run ./bench/torture

screenshots: toolkit ## pictures of the real window into docs/screenshots
	@sh packaging/setup.sh test
	AVAGAR_SCREENSHOTS=$(CURDIR)/docs/screenshots go test -count 1 -run Screenshots ./views/journey

package: toolkit ## a Debian package of the program: out/avagar_VERSION_ARCH.deb
	@sh packaging/package.sh

package-test: package ## install the package into a clean system and go through its window; needs root
	@sh packaging/setup.sh root
	@sh packaging/clean-root.sh
