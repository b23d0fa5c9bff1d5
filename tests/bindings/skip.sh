#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Stands for a test that cannot run here, and says why.
echo "SKIP: $*"
exit 77
