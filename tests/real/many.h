/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The main() of the command under test. */
int virt_designer_main (int argc, char **argv);
