/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* FNV-1a, in two variants side by side. */

#include "base/digest-private.h"

#define PRIME_A G_GUINT64_CONSTANT (0x100000001b3)
#define PRIME_B G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static void
add_byte (DesignerDigest *self,
          guint8 byte)
{
  self->a = (self->a ^ (byte + 1u)) * PRIME_A;
  self->b = (self->b + byte + 1u) * PRIME_B;
  self->b ^= self->b >> 29;
}

void
designer_digest_add_text (DesignerDigest *self,
                          const char *text)
{
  for (const char *c = text; c != NULL && *c != '\0'; c++)
    add_byte (self, (guint8) *c);
  add_byte (self, text != NULL ? 0 : 1);
}

void
designer_digest_add_number (DesignerDigest *self,
                            guint64 number)
{
  for (guint i = 0; i < sizeof number; i++)
    add_byte (self, (guint8) (number >> (8 * i)));
}

static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  x = (x ^ (x >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

void
designer_digest_add_part (DesignerDigest *self,
                          const DesignerDigest *part)
{
  self->a += mix (part->a);
  self->b += mix (part->b);
}

gboolean
designer_digest_equal (const DesignerDigest *self,
                       const DesignerDigest *other)
{
  return self->a == other->a && self->b == other->b;
}
